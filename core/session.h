#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mittari {

// The front door of the core: one workspace of sources, fed as bytes and asked
// in JSON. Every answer is JSON text, `{"ok":true,…}` or
// `{"ok":false,"error":{"code",…}}`; nothing throws, and a failed call leaves
// the workspace as it was.
//
// A source is read by call("begin"), any number of Feed, and call("end"). The
// bytes are not kept: to read a source with other settings, feed it again.
class Session {
 public:
  Session();
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Room for n bytes, owned by the session and valid until the next Reserve;
  // nullptr where there is no memory for it.
  uint8_t* Reserve(size_t n);

  // Takes the first n reserved bytes as the next piece of the source being
  // read. -> {"ok":true,"rows":…,"bytes":…}
  std::string Feed(size_t n);

  // Joins the first n reserved bytes, the State() of another session that read
  // the following part of the same file, to the source read last. A part is fed
  // as a file of its own: the file's bytes up to and with the header line, then
  // the part's rows. -> {"ok":true}, or state.differs where only the whole file
  // can decide something (see ingest/part.h); the source then stays as it was.
  std::string Merge(size_t n);

  // Operations: begin, look, end, cancel, drop, place, inspect, rows, report, explain, analyse, sql, calc,
  // formulas, metrics, number. Their arguments and answers are in wasm/README.md.
  std::string Call(std::string_view operation, std::string_view json);

  // The answer to call("report"), its groups' numbers apart: for a host that hands it to another
  // thread (report/packed.h).
  std::string Report(std::string_view json);

  // The source read last, as bytes for Merge; empty where there is none.
  std::vector<uint8_t> State() const;

 private:
  struct Workspace;
  std::unique_ptr<Workspace> workspace_;
};

}  // namespace mittari
