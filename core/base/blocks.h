#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace mittari {

// f(values, begin, count) over copies of all `size` values, block by block; read(begin, count, to)
// copies some of them. f may change its copies.
template <typename Read, typename F>
void ForBlocks(size_t size, const Read& read, const F& f) {
  constexpr size_t kBlock = 1024;
  int64_t block[kBlock];
  for (size_t begin = 0; begin < size; begin += kBlock) {
    const size_t count = std::min(kBlock, size - begin);
    read(begin, count, block);
    f(block, begin, count);
  }
}

}  // namespace mittari
