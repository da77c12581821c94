#include <gtest/gtest.h>

#include <cstring>
#include <random>
#include <string>

#include "csv/block64.h"

namespace mittari::csv {
namespace {

TEST(Block64, TwinsAgree) {
  std::mt19937 random(64);
  const char bytes[] = {',', '"', '\\', '\r', '\n', 'a', '\0', '\x80', '\xFF', ';'};
  for (int round = 0; round < 2000; ++round) {
    char block[kBlock + 15];
    for (char& c : block) {
      c = random() % 4 == 0 ? static_cast<char>(random()) : bytes[random() % sizeof bytes];
    }
    Marks marks;
    if (round % 3 == 1) marks = {';', '\'', '\\'};
    if (round % 3 == 2) marks = {'\xFF', '\n', '\n'};
    const char* at = block + round % 15;  // no alignment is promised
    const BlockMasks fast = Scan64(at, marks);
    const BlockMasks plain = Scan64Plain(at, marks);
    ASSERT_EQ(fast.delimiter, plain.delimiter);
    ASSERT_EQ(fast.quote, plain.quote);
    ASSERT_EQ(fast.escape, plain.escape);
    ASSERT_EQ(fast.newline, plain.newline);
    ASSERT_EQ(High64(at), High64Plain(at));
  }
}

TEST(Block64, BitsStandForBytes) {
  char block[kBlock];
  std::memset(block, 'x', kBlock);
  block[0] = ',';
  block[17] = '"';
  block[40] = '\r';
  block[63] = '\n';
  const BlockMasks masks = Scan64(block, {});
  EXPECT_EQ(masks.delimiter, uint64_t{1});
  EXPECT_EQ(masks.quote, uint64_t{1} << 17);
  EXPECT_EQ(masks.newline, uint64_t{1} << 40 | uint64_t{1} << 63);
}

TEST(Block64, PrefixXorIsQuoteParity) {
  EXPECT_EQ(PrefixXor(0), 0u);
  EXPECT_EQ(PrefixXor(0b100100), 0b011100u);
  EXPECT_EQ(PrefixXor(uint64_t{1} << 60), 0xF000000000000000u);
  std::mt19937_64 random(1);
  for (int round = 0; round < 500; ++round) {
    const uint64_t bits = random();
    const uint64_t got = PrefixXor(bits);
    bool parity = false;
    for (int i = 0; i < 64; ++i) {
      parity ^= (bits >> i) & 1;
      ASSERT_EQ(((got >> i) & 1) != 0, parity);
    }
  }
}

TEST(Block64, AsciiPrefix) {
  std::string text(200, 'a');
  EXPECT_EQ(AsciiPrefix(text.data(), text.size()), 200u);
  for (size_t at : {0u, 1u, 63u, 64u, 127u, 128u, 199u}) {
    std::string one = text;
    one[at] = '\xC3';
    EXPECT_EQ(AsciiPrefix(one.data(), one.size()), at);
  }
  EXPECT_EQ(AsciiPrefix("", 0), 0u);
}

}  // namespace
}  // namespace mittari::csv
