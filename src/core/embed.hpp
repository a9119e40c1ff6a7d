#pragma once

// Carries a file inside the program. The assembler copies it, since C++ has no way to before #embed
// (C++26). Its bytes lie between symbol and symbol_end, and a zero follows them. The build system
// has to be told that the object depends on the file.
//
// `path` is a string literal; `symbol` is unique in the program.
// clang-format off
// NOLINTBEGIN(bugprone-macro-parentheses): a declared name cannot stand in parentheses.
#define BANKSEED_EMBED(symbol, path)                                      \
  asm(".section .rodata\n"                                                \
      ".globl " #symbol "\n.hidden " #symbol "\n"                         \
      ".globl " #symbol "_end\n.hidden " #symbol "_end\n"                 \
      ".balign 64\n"                                                      \
      #symbol ":\n"                                                       \
      ".incbin \"" path "\"\n"                                            \
      #symbol "_end:\n"                                                   \
      ".byte 0\n.previous\n");                                            \
  extern "C" __attribute__((visibility("hidden"))) const char symbol[];   \
  extern "C" __attribute__((visibility("hidden"))) const char symbol##_end[]
// NOLINTEND(bugprone-macro-parentheses)
// clang-format on
