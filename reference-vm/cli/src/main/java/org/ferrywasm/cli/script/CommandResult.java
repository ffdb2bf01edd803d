package org.ferrywasm.cli.script;

/**
 * What became of one command of a script.
 *
 * @param file the script, as the user called it
 * @param line the line on which the command begins, counted from 1; 0 if the whole file is meant
 * @param command its keyword, such as {@code assert_return}
 * @param verdict whether it held
 * @param reason why not; empty where it passed
 */
public record CommandResult(String file, int line, String command, Verdict verdict, String reason) {}
