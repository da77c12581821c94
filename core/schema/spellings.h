#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mittari::schema {

// What one spelling of a header can mean.
struct Hit {
  static constexpr int kNoRole = -1;  // known, and deliberately without a role
  static constexpr int kComputed = -2;
  int role = kNoRole;  // index of Role
  int computed = -1;   // index of Computed; -1 for a rate that has no metric here
  int language = -1;   // index of kLanguages; -1 in a profile
  int profile = -1;    // index of Profile names; -1 for a synonym
  int order = 0;       // place in its list: the earlier, the more usual
};

// Thousands of spellings, found by what folding makes of them. Of the folded forms only hashes
// are kept, so that the table stands a few milliseconds after the program does; a spelling whose
// hash is asked for is folded again.
class Spellings {
 public:
  // A list of them, the most usual first, parted by tabs. Its text is not copied.
  void Add(std::string_view list, const Hit& first);
  // REQUIRES: all lists were added; nothing was asked before.
  void Index();

  // What is spelled so once folded, in the order of the lists; each meaning once. Appends to
  // `hits` what is not there.
  void Find(std::string_view folded, std::vector<Hit>* hits) const;
  // The same for the words of a folded header in any order; of synonyms, not of profiles.
  void FindWords(std::string_view folded, std::vector<Hit>* hits) const;
  // The one role with a synonym within an edit distance of 1, or -1.
  int Nearest(std::string_view folded) const;

 private:
  struct Spelling {
    const char* text;
    uint16_t size, list;
  };
  struct List {
    Hit first;
    uint32_t begin = 0;  // its first spelling
  };
  struct Slot {  // open addressing
    uint32_t hash = 0, spelling = kNone;
  };
  class Slots {
   public:
    void Add(uint32_t hash, uint32_t spelling);
    void Expect(size_t count);
    // Calls use(spelling) of this hash in the order of adding.
    template <typename Use>
    void Each(uint32_t hash, const Use& use) const {
      const size_t mask = slots_.size() - 1;
      for (size_t at = hash & mask; slots_[at].spelling != kNone; at = (at + 1) & mask) {
        if (slots_[at].hash == hash) use(slots_[at].spelling);
      }
    }

   private:
    std::vector<Slot> slots_;
  };
  static constexpr uint32_t kNone = UINT32_MAX;

  std::string_view Text(uint32_t spelling) const {
    return {spellings_[spelling].text, spellings_[spelling].size};
  }
  Hit HitOf(uint32_t spelling) const;
  void Collect(uint32_t spelling, std::vector<Hit>* hits) const;

  void MakeWords() const;
  void MakeForms() const;

  std::vector<Spelling> spellings_;
  std::vector<List> lists_;
  Slots exact_;
  // Made when first asked for, as most files get by without: the words of synonyms, and the
  // folded forms of those of roles, one after another, with the end and the role of each.
  mutable std::once_flag words_made_, forms_made_;
  mutable Slots words_;
  mutable std::string forms_;
  mutable std::vector<std::pair<uint32_t, int>> form_ends_;
};

}  // namespace mittari::schema
