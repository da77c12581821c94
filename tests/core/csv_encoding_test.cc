#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "csv/encoding.h"

namespace mittari::csv {
namespace {

using namespace std::string_view_literals;

struct Encoded {
  std::string_view text;
  Encoding encoding;
  std::string_view bytes;
};

// clang-format off
constexpr std::string_view kTurkishText =
    "Kampanya;G\xC3\xB6sterim;T\xC4\xB1klama\n\xC4\xB0stanbul a\xC3\xA7\xC4\xB1l\xC4\xB1\xC5\x9F\xC4\xB1;1.234,50;a\xC4\x9Fustos\n\xC5\x9Ei\xC5\x9Fli \xC4\xB1\xC5\x9F\xC4\xB1k \xC3\xA7""e\xC5\x9Fme;12;ya\xC4\x9Fmur\n"sv;
constexpr std::string_view kPersianText =
    "\xDA\xA9\xD9\x85\xD9\xBE\xDB\x8C\xD9\x86;\xD9\x87\xD8\xB2\xDB\x8C\xD9\x86\xD9\x87\n\xD8\xAC\xD8\xB3\xD8\xAA\xD8\xAC\xD9\x88 \xD9\x86\xD9\x88\xD8\xB1\xD9\x88\xD8\xB2;\xDB\xB1\xDB\xB2\xDB\xB3\n\xD9\xBE\xD8\xAE\xD8\xB4 \xDA\x98\xD8\xA7\xD9\x84\xD9\x87 \xDA\xAF\xD9\x84;\xDB\xB4\xDB\xB5\xDB\xB6\n"sv;
constexpr std::string_view kArabicText =
    "\xD8\xA7\xD9\x84\xD8\xAD\xD9\x85\xD9\x84\xD8\xA9;\xD8\xA7\xD9\x84\xD8\xAA\xD9\x83\xD9\x84\xD9\x81\xD8\xA9\n\xD8\xA8\xD8\xAD\xD8\xAB \xD8\xA7\xD9\x84\xD8\xB9\xD9\x84\xD8\xA7\xD9\x85\xD8\xA9;123\n\xD8\xB9\xD8\xB1\xD9\x88\xD8\xB6 \xD8\xA7\xD9\x84\xD8\xB5\xD9\x8A\xD9\x81;456\n"sv;
constexpr std::string_view kWesternText =
    "Campa\xC3\xB1""a;Co\xC3\xBBt;Gr\xC3\xB6\xC3\x9F""e\n\xC3\x89t\xC3\xA9 \xC3\xA0 No\xC3\xABl;1,5;M\xC3\xBCller\nA\xC3\xA7\xC3\xBA""car;2,5;S\xC3\xA3o\n"sv;
constexpr std::string_view kFinnishText =
    "P\xC3\xA4iv\xC3\xA4;Hinta\nMyynti Jyv\xC3\xA4skyl\xC3\xA4;1,5\nT\xC3\xA4m\xC3\xA4 ty\xC3\xB6;2,5 \xE2\x82\xAC\n"sv;

// Written by Python's codecs.
const Encoded kEncoded[] = {
    {kTurkishText, Encoding::kUtf16Le,
     "K\0a\0m\0p\0a\0n\0y\0a\0;\0G\0\xF6\0s\0t\0e\0r\0i\0m\0;\0T\0""1\x01k\0l\0a\0m\0a\0\n\0""0\x01s\0t\0a\0n\0b\0u\0l\0 \0a\0\xE7\0""1\x01l\0""1\x01_\x01""1\x01;\0""1\0.\0""2\0""3\0""4\0,\0""5\0""0\0;\0a\0\x1F\x01u\0s\0t\0o\0s\0\n\0^\x01i\0_\x01l\0i\0 \0""1\x01_\x01""1\x01k\0 \0\xE7\0e\0_\x01m\0e\0;\0""1\0""2\0;\0y\0a\0\x1F\x01m\0u\0r\0\n\0"sv},
    {kTurkishText, Encoding::kUtf16Be,
     "\0K\0a\0m\0p\0a\0n\0y\0a\0;\0G\0\xF6\0s\0t\0e\0r\0i\0m\0;\0T\x01""1\0k\0l\0a\0m\0a\0\n\x01""0\0s\0t\0a\0n\0b\0u\0l\0 \0a\0\xE7\x01""1\0l\x01""1\x01_\x01""1\0;\0""1\0.\0""2\0""3\0""4\0,\0""5\0""0\0;\0a\x01\x1F\0u\0s\0t\0o\0s\0\n\x01^\0i\x01_\0l\0i\0 \x01""1\x01_\x01""1\0k\0 \0\xE7\0e\x01_\0m\0e\0;\0""1\0""2\0;\0y\0a\x01\x1F\0m\0u\0r\0\n"sv},
    {kTurkishText, Encoding::kWindows1254,
     "Kampanya;G\xF6sterim;T\xFDklama\n\xDDstanbul a\xE7\xFDl\xFD\xFE\xFD;1.234,50;a\xF0ustos\n\xDEi\xFEli \xFD\xFE\xFDk \xE7""e\xFEme;12;ya\xF0mur\n"sv},
    {kTurkishText, Encoding::kIso8859_9,
     "Kampanya;G\xF6sterim;T\xFDklama\n\xDDstanbul a\xE7\xFDl\xFD\xFE\xFD;1.234,50;a\xF0ustos\n\xDEi\xFEli \xFD\xFE\xFDk \xE7""e\xFEme;12;ya\xF0mur\n"sv},
    {kPersianText, Encoding::kUtf16Le,
     "\xA9\x06""E\x06~\x06\xCC\x06""F\x06;\0G\x06""2\x06\xCC\x06""F\x06G\x06\n\0,\x06""3\x06*\x06,\x06H\x06 \0F\x06H\x06""1\x06H\x06""2\x06;\0\xF1\x06\xF2\x06\xF3\x06\n\0~\x06.\x06""4\x06 \0\x98\x06'\x06""D\x06G\x06 \0\xAF\x06""D\x06;\0\xF4\x06\xF5\x06\xF6\x06\n\0"sv},
    {kPersianText, Encoding::kUtf16Be,
     "\x06\xA9\x06""E\x06~\x06\xCC\x06""F\0;\x06G\x06""2\x06\xCC\x06""F\x06G\0\n\x06,\x06""3\x06*\x06,\x06H\0 \x06""F\x06H\x06""1\x06H\x06""2\0;\x06\xF1\x06\xF2\x06\xF3\0\n\x06~\x06.\x06""4\0 \x06\x98\x06'\x06""D\x06G\0 \x06\xAF\x06""D\0;\x06\xF4\x06\xF5\x06\xF6\0\n"sv},
    {kArabicText, Encoding::kUtf16Le,
     "'\x06""D\x06-\x06""E\x06""D\x06)\x06;\0'\x06""D\x06*\x06""C\x06""D\x06""A\x06)\x06\n\0(\x06-\x06+\x06 \0'\x06""D\x06""9\x06""D\x06'\x06""E\x06)\x06;\0""1\0""2\0""3\0\n\09\x06""1\x06H\x06""6\x06 \0'\x06""D\x06""5\x06J\x06""A\x06;\0""4\0""5\0""6\0\n\0"sv},
    {kArabicText, Encoding::kUtf16Be,
     "\x06'\x06""D\x06-\x06""E\x06""D\x06)\0;\x06'\x06""D\x06*\x06""C\x06""D\x06""A\x06)\0\n\x06(\x06-\x06+\0 \x06'\x06""D\x06""9\x06""D\x06'\x06""E\x06)\0;\0""1\0""2\0""3\0\n\x06""9\x06""1\x06H\x06""6\0 \x06'\x06""D\x06""5\x06J\x06""A\0;\0""4\0""5\0""6\0\n"sv},
    {kArabicText, Encoding::kWindows1256,
     "\xC7\xE1\xCD\xE3\xE1\xC9;\xC7\xE1\xCA\xDF\xE1\xDD\xC9\n\xC8\xCD\xCB \xC7\xE1\xDA\xE1\xC7\xE3\xC9;123\n\xDA\xD1\xE6\xD6 \xC7\xE1\xD5\xED\xDD;456\n"sv},
    {kWesternText, Encoding::kUtf16Le,
     "C\0a\0m\0p\0a\0\xF1\0a\0;\0C\0o\0\xFB\0t\0;\0G\0r\0\xF6\0\xDF\0e\0\n\0\xC9\0t\0\xE9\0 \0\xE0\0 \0N\0o\0\xEB\0l\0;\0""1\0,\0""5\0;\0M\0\xFC\0l\0l\0e\0r\0\n\0A\0\xE7\0\xFA\0c\0a\0r\0;\0""2\0,\0""5\0;\0S\0\xE3\0o\0\n\0"sv},
    {kWesternText, Encoding::kUtf16Be,
     "\0C\0a\0m\0p\0a\0\xF1\0a\0;\0C\0o\0\xFB\0t\0;\0G\0r\0\xF6\0\xDF\0e\0\n\0\xC9\0t\0\xE9\0 \0\xE0\0 \0N\0o\0\xEB\0l\0;\0""1\0,\0""5\0;\0M\0\xFC\0l\0l\0e\0r\0\n\0A\0\xE7\0\xFA\0c\0a\0r\0;\0""2\0,\0""5\0;\0S\0\xE3\0o\0\n"sv},
    {kWesternText, Encoding::kWindows1252,
     "Campa\xF1""a;Co\xFBt;Gr\xF6\xDF""e\n\xC9t\xE9 \xE0 No\xEBl;1,5;M\xFCller\nA\xE7\xFA""car;2,5;S\xE3o\n"sv},
    {kFinnishText, Encoding::kUtf16Le,
     "P\0\xE4\0i\0v\0\xE4\0;\0H\0i\0n\0t\0a\0\n\0M\0y\0y\0n\0t\0i\0 \0J\0y\0v\0\xE4\0s\0k\0y\0l\0\xE4\0;\0""1\0,\0""5\0\n\0T\0\xE4\0m\0\xE4\0 \0t\0y\0\xF6\0;\0""2\0,\0""5\0 \0\xAC \n\0"sv},
    {kFinnishText, Encoding::kUtf16Be,
     "\0P\0\xE4\0i\0v\0\xE4\0;\0H\0i\0n\0t\0a\0\n\0M\0y\0y\0n\0t\0i\0 \0J\0y\0v\0\xE4\0s\0k\0y\0l\0\xE4\0;\0""1\0,\0""5\0\n\0T\0\xE4\0m\0\xE4\0 \0t\0y\0\xF6\0;\0""2\0,\0""5\0  \xAC\0\n"sv},
    {kFinnishText, Encoding::kWindows1252,
     "P\xE4iv\xE4;Hinta\nMyynti Jyv\xE4skyl\xE4;1,5\nT\xE4m\xE4 ty\xF6;2,5 \x80\n"sv},
    {kFinnishText, Encoding::kWindows1254,
     "P\xE4iv\xE4;Hinta\nMyynti Jyv\xE4skyl\xE4;1,5\nT\xE4m\xE4 ty\xF6;2,5 \x80\n"sv},
};

// Python: bytes.decode("utf-8", "replace"), a first BOM dropped.
const std::pair<std::string_view, std::string_view> kBroken[] = {
    {"a\xFF""b"sv, "a\xEF\xBF\xBD""b"sv},
    {"\xC3"sv, "\xEF\xBF\xBD"sv},
    {"\xE2\x82"sv, "\xEF\xBF\xBD"sv},
    {"\xE2\x82x"sv, "\xEF\xBF\xBDx"sv},
    {"\xF0\x9F\x98"sv, "\xEF\xBF\xBD"sv},
    {"\xF0\x9F\x98\x80"sv, "\xF0\x9F\x98\x80"sv},
    {"\xED\xA0\x80"sv, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"sv},
    {"\xC0\xAF"sv, "\xEF\xBF\xBD\xEF\xBF\xBD"sv},
    {"\xF5\x80"sv, "\xEF\xBF\xBD\xEF\xBF\xBD"sv},
    {"\xF0\x80\x80""A"sv, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD""A"sv},
    {"\xE0\x9F\xBF"sv, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"sv},
    {"ok\xC3\xA9\x80\xBF"sv, "ok\xC3\xA9\xEF\xBF\xBD\xEF\xBF\xBD"sv},
    {"\xF4\x90\x80\x80"sv, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"sv},
    {"\xEF\xBB\xBF\xEF\xBB\xBFx"sv, "\xEF\xBB\xBFx"sv},
    {"\xEF\xBB"sv, "\xEF\xBF\xBD"sv},
    {"\xEF\xBBy"sv, "\xEF\xBF\xBDy"sv},
};
constexpr std::string_view kAllcp1252 =
    "\xE2\x82\xAC\xC2\x81\xE2\x80\x9A\xC6\x92\xE2\x80\x9E\xE2\x80\xA6\xE2\x80\xA0\xE2\x80\xA1\xCB\x86\xE2\x80\xB0\xC5\xA0\xE2\x80\xB9\xC5\x92\xC2\x8D\xC5\xBD\xC2\x8F\xC2\x90\xE2\x80\x98\xE2\x80\x99\xE2\x80\x9C\xE2\x80\x9D\xE2\x80\xA2\xE2\x80\x93\xE2\x80\x94\xCB\x9C\xE2\x84\xA2\xC5\xA1\xE2\x80\xBA\xC5\x93\xC2\x9D\xC5\xBE\xC5\xB8\xC2\xA0\xC2\xA1\xC2\xA2\xC2\xA3\xC2\xA4\xC2\xA5\xC2\xA6\xC2\xA7\xC2\xA8\xC2\xA9\xC2\xAA\xC2\xAB\xC2\xAC\xC2\xAD\xC2\xAE\xC2\xAF\xC2\xB0\xC2\xB1\xC2\xB2\xC2\xB3\xC2\xB4\xC2\xB5\xC2\xB6\xC2\xB7\xC2\xB8\xC2\xB9\xC2\xBA\xC2\xBB\xC2\xBC\xC2\xBD\xC2\xBE\xC2\xBF\xC3\x80\xC3\x81\xC3\x82\xC3\x83\xC3\x84\xC3\x85\xC3\x86\xC3\x87\xC3\x88\xC3\x89\xC3\x8A\xC3\x8B\xC3\x8C\xC3\x8D\xC3\x8E\xC3\x8F\xC3\x90\xC3\x91\xC3\x92\xC3\x93\xC3\x94\xC3\x95\xC3\x96\xC3\x97\xC3\x98\xC3\x99\xC3\x9A\xC3\x9B\xC3\x9C\xC3\x9D\xC3\x9E\xC3\x9F\xC3\xA0\xC3\xA1\xC3\xA2\xC3\xA3\xC3\xA4\xC3\xA5\xC3\xA6\xC3\xA7\xC3\xA8\xC3\xA9\xC3\xAA\xC3\xAB\xC3\xAC\xC3\xAD\xC3\xAE\xC3\xAF\xC3\xB0\xC3\xB1\xC3\xB2\xC3\xB3\xC3\xB4\xC3\xB5\xC3\xB6\xC3\xB7\xC3\xB8\xC3\xB9\xC3\xBA\xC3\xBB\xC3\xBC\xC3\xBD\xC3\xBE\xC3\xBF"sv;
constexpr std::string_view kAllcp1254 =
    "\xE2\x82\xAC\xC2\x81\xE2\x80\x9A\xC6\x92\xE2\x80\x9E\xE2\x80\xA6\xE2\x80\xA0\xE2\x80\xA1\xCB\x86\xE2\x80\xB0\xC5\xA0\xE2\x80\xB9\xC5\x92\xC2\x8D\xC2\x8E\xC2\x8F\xC2\x90\xE2\x80\x98\xE2\x80\x99\xE2\x80\x9C\xE2\x80\x9D\xE2\x80\xA2\xE2\x80\x93\xE2\x80\x94\xCB\x9C\xE2\x84\xA2\xC5\xA1\xE2\x80\xBA\xC5\x93\xC2\x9D\xC2\x9E\xC5\xB8\xC2\xA0\xC2\xA1\xC2\xA2\xC2\xA3\xC2\xA4\xC2\xA5\xC2\xA6\xC2\xA7\xC2\xA8\xC2\xA9\xC2\xAA\xC2\xAB\xC2\xAC\xC2\xAD\xC2\xAE\xC2\xAF\xC2\xB0\xC2\xB1\xC2\xB2\xC2\xB3\xC2\xB4\xC2\xB5\xC2\xB6\xC2\xB7\xC2\xB8\xC2\xB9\xC2\xBA\xC2\xBB\xC2\xBC\xC2\xBD\xC2\xBE\xC2\xBF\xC3\x80\xC3\x81\xC3\x82\xC3\x83\xC3\x84\xC3\x85\xC3\x86\xC3\x87\xC3\x88\xC3\x89\xC3\x8A\xC3\x8B\xC3\x8C\xC3\x8D\xC3\x8E\xC3\x8F\xC4\x9E\xC3\x91\xC3\x92\xC3\x93\xC3\x94\xC3\x95\xC3\x96\xC3\x97\xC3\x98\xC3\x99\xC3\x9A\xC3\x9B\xC3\x9C\xC4\xB0\xC5\x9E\xC3\x9F\xC3\xA0\xC3\xA1\xC3\xA2\xC3\xA3\xC3\xA4\xC3\xA5\xC3\xA6\xC3\xA7\xC3\xA8\xC3\xA9\xC3\xAA\xC3\xAB\xC3\xAC\xC3\xAD\xC3\xAE\xC3\xAF\xC4\x9F\xC3\xB1\xC3\xB2\xC3\xB3\xC3\xB4\xC3\xB5\xC3\xB6\xC3\xB7\xC3\xB8\xC3\xB9\xC3\xBA\xC3\xBB\xC3\xBC\xC4\xB1\xC5\x9F\xC3\xBF"sv;
constexpr std::string_view kAllcp1256 =
    "\xE2\x82\xAC\xD9\xBE\xE2\x80\x9A\xC6\x92\xE2\x80\x9E\xE2\x80\xA6\xE2\x80\xA0\xE2\x80\xA1\xCB\x86\xE2\x80\xB0\xD9\xB9\xE2\x80\xB9\xC5\x92\xDA\x86\xDA\x98\xDA\x88\xDA\xAF\xE2\x80\x98\xE2\x80\x99\xE2\x80\x9C\xE2\x80\x9D\xE2\x80\xA2\xE2\x80\x93\xE2\x80\x94\xDA\xA9\xE2\x84\xA2\xDA\x91\xE2\x80\xBA\xC5\x93\xE2\x80\x8C\xE2\x80\x8D\xDA\xBA\xC2\xA0\xD8\x8C\xC2\xA2\xC2\xA3\xC2\xA4\xC2\xA5\xC2\xA6\xC2\xA7\xC2\xA8\xC2\xA9\xDA\xBE\xC2\xAB\xC2\xAC\xC2\xAD\xC2\xAE\xC2\xAF\xC2\xB0\xC2\xB1\xC2\xB2\xC2\xB3\xC2\xB4\xC2\xB5\xC2\xB6\xC2\xB7\xC2\xB8\xC2\xB9\xD8\x9B\xC2\xBB\xC2\xBC\xC2\xBD\xC2\xBE\xD8\x9F\xDB\x81\xD8\xA1\xD8\xA2\xD8\xA3\xD8\xA4\xD8\xA5\xD8\xA6\xD8\xA7\xD8\xA8\xD8\xA9\xD8\xAA\xD8\xAB\xD8\xAC\xD8\xAD\xD8\xAE\xD8\xAF\xD8\xB0\xD8\xB1\xD8\xB2\xD8\xB3\xD8\xB4\xD8\xB5\xD8\xB6\xC3\x97\xD8\xB7\xD8\xB8\xD8\xB9\xD8\xBA\xD9\x80\xD9\x81\xD9\x82\xD9\x83\xC3\xA0\xD9\x84\xC3\xA2\xD9\x85\xD9\x86\xD9\x87\xD9\x88\xC3\xA7\xC3\xA8\xC3\xA9\xC3\xAA\xC3\xAB\xD9\x89\xD9\x8A\xC3\xAE\xC3\xAF\xD9\x8B\xD9\x8C\xD9\x8D\xD9\x8E\xC3\xB4\xD9\x8F\xD9\x90\xC3\xB7\xD9\x91\xC3\xB9\xD9\x92\xC3\xBB\xC3\xBC\xE2\x80\x8E\xE2\x80\x8F\xDB\x92"sv;
constexpr std::string_view kAlliso8859_9 =
    "\xC2\x80\xC2\x81\xC2\x82\xC2\x83\xC2\x84\xC2\x85\xC2\x86\xC2\x87\xC2\x88\xC2\x89\xC2\x8A\xC2\x8B\xC2\x8C\xC2\x8D\xC2\x8E\xC2\x8F\xC2\x90\xC2\x91\xC2\x92\xC2\x93\xC2\x94\xC2\x95\xC2\x96\xC2\x97\xC2\x98\xC2\x99\xC2\x9A\xC2\x9B\xC2\x9C\xC2\x9D\xC2\x9E\xC2\x9F\xC2\xA0\xC2\xA1\xC2\xA2\xC2\xA3\xC2\xA4\xC2\xA5\xC2\xA6\xC2\xA7\xC2\xA8\xC2\xA9\xC2\xAA\xC2\xAB\xC2\xAC\xC2\xAD\xC2\xAE\xC2\xAF\xC2\xB0\xC2\xB1\xC2\xB2\xC2\xB3\xC2\xB4\xC2\xB5\xC2\xB6\xC2\xB7\xC2\xB8\xC2\xB9\xC2\xBA\xC2\xBB\xC2\xBC\xC2\xBD\xC2\xBE\xC2\xBF\xC3\x80\xC3\x81\xC3\x82\xC3\x83\xC3\x84\xC3\x85\xC3\x86\xC3\x87\xC3\x88\xC3\x89\xC3\x8A\xC3\x8B\xC3\x8C\xC3\x8D\xC3\x8E\xC3\x8F\xC4\x9E\xC3\x91\xC3\x92\xC3\x93\xC3\x94\xC3\x95\xC3\x96\xC3\x97\xC3\x98\xC3\x99\xC3\x9A\xC3\x9B\xC3\x9C\xC4\xB0\xC5\x9E\xC3\x9F\xC3\xA0\xC3\xA1\xC3\xA2\xC3\xA3\xC3\xA4\xC3\xA5\xC3\xA6\xC3\xA7\xC3\xA8\xC3\xA9\xC3\xAA\xC3\xAB\xC3\xAC\xC3\xAD\xC3\xAE\xC3\xAF\xC4\x9F\xC3\xB1\xC3\xB2\xC3\xB3\xC3\xB4\xC3\xB5\xC3\xB6\xC3\xB7\xC3\xB8\xC3\xB9\xC3\xBA\xC3\xBB\xC3\xBC\xC4\xB1\xC5\x9F\xC3\xBF"sv;
// clang-format on

std::string DecodeAll(Encoding encoding, std::string_view bytes, size_t chunk) {
  Decoder decoder(encoding);
  std::string out;
  for (size_t i = 0; i < bytes.size(); i += chunk) decoder.Decode(bytes.substr(i, chunk), &out);
  decoder.Finish(&out);
  return out;
}

TEST(Encoding, Names) {
  for (const Encoding e :
       {Encoding::kUtf8, Encoding::kUtf16Le, Encoding::kUtf16Be, Encoding::kWindows1252,
        Encoding::kWindows1254, Encoding::kWindows1256, Encoding::kIso8859_9}) {
    EXPECT_EQ(EncodingFromName(Name(e)), e);
  }
  EXPECT_EQ(Name(Encoding::kUtf16Le), "utf-16le");
  EXPECT_EQ(Name(Encoding::kIso8859_9), "iso-8859-9");
  EXPECT_EQ(EncodingFromName(" UTF8 "), Encoding::kUtf8);
  EXPECT_EQ(EncodingFromName("Latin5"), Encoding::kIso8859_9);
  EXPECT_EQ(EncodingFromName("ISO_8859-9"), Encoding::kIso8859_9);
  EXPECT_EQ(EncodingFromName("ISO-8859-1"), Encoding::kWindows1252);
  EXPECT_EQ(EncodingFromName("CP1254"), Encoding::kWindows1254);
  EXPECT_EQ(EncodingFromName("ebcdic"), std::nullopt);
}

TEST(Decoder, ReadsEveryEncodingAtEveryChunkSize) {
  for (const Encoded& one : kEncoded) {
    for (size_t chunk = 1; chunk <= one.bytes.size(); ++chunk) {
      ASSERT_EQ(DecodeAll(one.encoding, one.bytes, chunk), one.text)
          << Name(one.encoding) << " in chunks of " << chunk;
    }
  }
  for (const std::string_view text : {kTurkishText, kPersianText, kArabicText, kWesternText}) {
    for (size_t chunk = 1; chunk <= text.size(); ++chunk) {
      ASSERT_EQ(DecodeAll(Encoding::kUtf8, text, chunk), text);
      ASSERT_EQ(DecodeAll(Encoding::kUtf8, "\xEF\xBB\xBF" + std::string(text), chunk), text);
    }
  }
}

TEST(Decoder, KnowsAllBytesOfTheSingleByteEncodings) {
  std::string all;
  for (int c = 0x80; c < 0x100; ++c) all.push_back(static_cast<char>(c));
  EXPECT_EQ(DecodeAll(Encoding::kWindows1252, all, 7), kAllcp1252);
  EXPECT_EQ(DecodeAll(Encoding::kWindows1254, all, 7), kAllcp1254);
  EXPECT_EQ(DecodeAll(Encoding::kWindows1256, all, 7), kAllcp1256);
  EXPECT_EQ(DecodeAll(Encoding::kIso8859_9, all, 7), kAlliso8859_9);
}

TEST(Decoder, ReplacesWhatIsBroken) {
  for (const auto& [bytes, text] : kBroken) {
    for (size_t chunk = 1; chunk <= bytes.size(); ++chunk) {
      ASSERT_EQ(DecodeAll(Encoding::kUtf8, bytes, chunk), text);
      Decoder decoder(Encoding::kUtf8);
      std::string got;
      for (size_t i = 0; i < bytes.size(); i += chunk) {
        got += decoder.DecodeView(bytes.substr(i, chunk));
      }
      decoder.Finish(&got);
      ASSERT_EQ(got, text) << "as views, chunks of " << chunk;
    }
  }
  // A lone low surrogate, a high one before a letter, an odd byte at the end.
  for (size_t chunk = 1; chunk <= 9; ++chunk) {
    EXPECT_EQ(DecodeAll(Encoding::kUtf16Le,
                        "\x00\xDC\x3D\xD8"
                        "a\0"
                        "\x3D\xD8\x00\xDE"
                        "b"sv,
                        chunk),
              "\xEF\xBF\xBD\xEF\xBF\xBD"
              "a\xF0\x9F\x98\x80\xEF\xBF\xBD");
    EXPECT_EQ(DecodeAll(Encoding::kUtf16Be, "\xFE\xFF\0a\xD8\x3D"sv, chunk), "a\xEF\xBF\xBD");
  }
}

TEST(Decoder, CountsAndPlacesWhatIsBroken) {
  for (size_t chunk = 1; chunk <= 12; ++chunk) {
    const std::string_view bytes =
        "\xEF\xBB\xBF"
        "ab\xFF"
        "c\xC3\xA9\xE2\x82"
        "d"sv;
    Decoder decoder(Encoding::kUtf8);
    std::string out;
    for (size_t i = 0; i < bytes.size(); i += chunk) decoder.Decode(bytes.substr(i, chunk), &out);
    decoder.Finish(&out);
    EXPECT_EQ(decoder.bytes(), 12);
    ASSERT_EQ(decoder.invalid_count(), 2);
    EXPECT_EQ(decoder.invalid_places()[0].byte, 5);
    EXPECT_EQ(decoder.invalid_places()[0].text_byte, 2);
    EXPECT_EQ(decoder.invalid_places()[1].byte, 9);
    EXPECT_EQ(decoder.invalid_places()[1].text_byte, 8);
    EXPECT_EQ(out.substr(8, 3), "\xEF\xBF\xBD");
  }
}

TEST(Decoder, CleanChunksAreNotCopied) {
  Decoder decoder(Encoding::kUtf8);
  const std::string first =
      "\xEF\xBB\xBF"
      "caf\xC3\xA9 1\xC3";
  const std::string second = "\xA9 2";
  const std::string third = "caf\xC3\xA9 3";
  const std::string_view a = decoder.DecodeView(first);
  EXPECT_EQ(a, "caf\xC3\xA9 1");
  EXPECT_EQ(a.data(), first.data() + 3);
  EXPECT_EQ(std::string(decoder.DecodeView(second)), "\xC3\xA9 2");
  const std::string_view c = decoder.DecodeView(third);
  EXPECT_EQ(c, third);
  EXPECT_EQ(c.data(), third.data());
  EXPECT_EQ(decoder.invalid_count(), 0);
}

TEST(GuessEncoding, FindsWhatPythonWrote) {
  for (const Encoded& one : kEncoded) {
    const std::vector<EncodingGuess> guesses = GuessEncoding(one.bytes, true);
    Encoding want = one.encoding;
    // The letters of Turkish are the same bytes in both; browsers read the wider one.
    if (want == Encoding::kIso8859_9) want = Encoding::kWindows1254;
    if (one.text == kFinnishText && want == Encoding::kWindows1254) want = Encoding::kWindows1252;
    EXPECT_EQ(Name(guesses[0].encoding), Name(want)) << one.bytes;
    EXPECT_TRUE(guesses[0].sure) << one.bytes;
    EXPECT_EQ(DecodeAll(guesses[0].encoding, one.bytes, 64), one.text);
  }
}

TEST(GuessEncoding, Utf8AndBoms) {
  EXPECT_EQ(GuessEncoding("", true)[0].evidence, "ascii");
  EXPECT_EQ(GuessEncoding("a,b\n", true)[0].evidence, "ascii");
  for (const std::string_view text : {kTurkishText, kPersianText, kArabicText, kWesternText}) {
    // A prefix that cuts a letter is still UTF-8.
    for (size_t cut = 12; cut <= text.size(); ++cut) {
      const EncodingGuess best = GuessEncoding(text.substr(0, cut), false)[0];
      ASSERT_EQ(best.encoding, Encoding::kUtf8) << cut;
      ASSERT_TRUE(best.sure) << cut;
    }
  }
  const EncodingGuess bom = GuessEncoding(
      "\xFF\xFE"
      "a\0"sv,
      true)[0];
  EXPECT_EQ(bom.encoding, Encoding::kUtf16Le);
  EXPECT_EQ(bom.bom_bytes, 2);
  EXPECT_EQ(GuessEncoding("\xFE\xFF\0a"sv, true)[0].encoding, Encoding::kUtf16Be);
  EXPECT_EQ(GuessEncoding("\xEF\xBB\xBFx", true)[0].bom_bytes, 3);
}

TEST(GuessEncoding, FaultsInUtf8StayFaults) {
  std::string text;
  for (int i = 0; i < 20; ++i) text += kTurkishText;
  text[text.size() / 2] = '\xFF';
  const EncodingGuess best = GuessEncoding(text, true)[0];
  EXPECT_EQ(best.encoding, Encoding::kUtf8);
  EXPECT_TRUE(best.sure);
}

TEST(GuessEncoding, ConflictingLettersAreNotSure) {
  // One thorn-or-sh, one n-tilde: Turkish or Western, nobody can tell.
  const EncodingGuess best = GuessEncoding(
      "ad;x\nba\xFE"
      "a;1\nma\xF1"
      "a;2\n",
      true)[0];
  EXPECT_FALSE(best.sure);
  // An umlaut is the same letter in both.
  EXPECT_TRUE(GuessEncoding("ad;x\nM\xFCller;1\n", true)[0].sure);
}

TEST(GuessEncoding, NoBreakSpacesOfANumberAreWestern) {
  const EncodingGuess best = GuessEncoding(
      "Data;Custo\nter.;R$\xA0"
      "0,00\n",
      true)[0];
  EXPECT_EQ(best.encoding, Encoding::kWindows1252);
  EXPECT_TRUE(best.sure);
}

TEST(SniffKind, NamesWhatIsNotText) {
  EXPECT_EQ(SniffKind(""), "");
  EXPECT_EQ(SniffKind("a,b\n1,2\n"), "");
  EXPECT_EQ(SniffKind("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest"), "xls");
  EXPECT_EQ(SniffKind("PK\x03\x04....[Content_Types].xml...xl/workbook.xml"), "xlsx");
  EXPECT_EQ(SniffKind("PK\x03\x04....[Content_Types].xml...xl/workbook.bin"), "xlsb");
  EXPECT_EQ(SniffKind("PK\x03\x04....[Content_Types].xml...word/document.xml"), "docx");
  EXPECT_EQ(SniffKind("PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "ods");
  EXPECT_EQ(SniffKind("PK\x03\x04....report.csv"), "zip");
  EXPECT_EQ(SniffKind("%PDF-1.7\n"), "pdf");
  EXPECT_EQ(SniffKind("\x89PNG\r\n\x1A\n\0\0"sv), "png");
  EXPECT_EQ(SniffKind("\xFF\xD8\xFF\xE0"), "jpeg");
  EXPECT_EQ(SniffKind("GIF89a"), "gif");
  EXPECT_EQ(SniffKind("\x1F\x8B\x08"), "gzip");
  EXPECT_EQ(SniffKind("PAR1"), "parquet");
  EXPECT_EQ(SniffKind("SQLite format 3\0"sv), "sqlite");
  EXPECT_EQ(SniffKind("{\\rtf1"), "rtf");
  EXPECT_EQ(SniffKind(" \n<!DOCTYPE HTML><p>"), "html");
  EXPECT_EQ(SniffKind("\xEF\xBB\xBF<Table border=1>"), "html");
  EXPECT_EQ(SniffKind("<?xml version=\"1.0\"?><Workbook>"), "xml");
  EXPECT_EQ(SniffKind("[{\"a\":1}]"), "json");
  EXPECT_EQ(SniffKind("{\"a\":1}\n{\"a\":2}\n"), "json");
  EXPECT_EQ(SniffKind("[[\"a\",1]]"), "json");
  EXPECT_EQ(SniffKind("[Spend],[Clicks]\n1,2\n"), "");
  EXPECT_EQ(SniffKind("{campaign},cost\n"), "");
  EXPECT_EQ(SniffKind("\x7F"
                      "ELF\x02\x01\x01\0\0\0\0\0\0\x03\0\x3E\0"sv),
            "binary");
  EXPECT_EQ(SniffKind("a\0,\0b\0\n\0"sv), "");
  EXPECT_EQ(SniffKind("\xFF\xFE"
                      "a\0,\0b\0"sv),
            "");
}

}  // namespace
}  // namespace mittari::csv
