/** The whole road with a real part of LLVM: the built bot and the playground as processes, apt's source, CMake and Ninja. */
@NullMarked
package dev.sojourn.llvm;

import org.jspecify.annotations.NullMarked;
