// error: encode/encoder.hpp: No such file or directory
// layer: bank
// compiles in: sink

#include "encode/encoder.hpp"
