/**
 * The command line: one class per command, all of them clients of the embedding API. It turns files and arguments into
 * calls of the VM and every failure into one line with place and cause; it may import the VM, picocli and Jackson.
 */
@NullMarked
package org.ferrywasm.cli;

import org.jspecify.annotations.NullMarked;
