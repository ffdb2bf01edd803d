/**
 * The command line: one class per command, all of them clients of the embedding API. A command turns a file and arguments
 * into calls of the VM, and every failure into one line with place and cause. Commands are services, so that other modules
 * add theirs. Imports the VM, {@code cli.script} and {@code cli.wasi}, picocli and Jackson.
 */
@NullMarked
package org.ferrywasm.cli;

import org.jspecify.annotations.NullMarked;
