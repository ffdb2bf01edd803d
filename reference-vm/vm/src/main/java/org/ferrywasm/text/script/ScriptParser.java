package org.ferrywasm.text.script;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ferrywasm.text.Cursor;
import org.ferrywasm.text.Lexer;
import org.ferrywasm.text.TokenKind;

/**
 * Reads scripts (the official suite's {@code .wast} files, with the {@code thread} and {@code wait} commands of the threads
 * proposal). Modules are found but not read.
 */
public final class ScriptParser {
    private static final int MAX_THREAD_DEPTH = 100;
    private static final Set<String> FIELDS = Set.of(
            "type", "rec", "import", "func", "table", "memory", "global", "tag", "export", "start", "elem", "data");

    private final Cursor in;
    private final ConstParser consts;
    private int threadDepth;

    private ScriptParser(Cursor in) {
        this.in = in;
        this.consts = new ConstParser(in);
    }

    /**
     * The script that a source in UTF-8 holds. One that consists of the fields of a module is that module alone.
     *
     * @param name what messages call the script
     * @throws org.ferrywasm.syntax.MalformedException if it is not a script; nothing inside its modules makes it so
     */
    public static Script parse(byte[] source, String name) {
        Cursor in = new Cursor(Lexer.lex(source), 0);
        if (in.isOpen()
                && in.tokens().kind(1) == TokenKind.KEYWORD
                && FIELDS.contains(in.tokens().text(1))) {
            return new Script(
                    name, List.of(new Command.Instantiate(in.line(), new ScriptModule.Fields(in.line(), in.tokens()))));
        }
        List<Command> commands = new ScriptParser(in).commands();
        in.expect(TokenKind.END);
        return new Script(name, commands);
    }

    private List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        while (in.isOpen()) {
            commands.add(command());
        }
        return commands;
    }

    private Command command() {
        int line = in.line();
        int open = in.position();
        in.open();
        int at = in.position();
        String keyword = in.keyword();
        Command command = switch (keyword) {
            case "module" -> {
                in.moveTo(open);
                yield moduleCommand(line);
            }
            case "register" -> {
                String name = in.name();
                yield new Command.Register(line, name, in.takeId());
            }
            case "invoke", "get" -> {
                in.moveTo(open);
                yield new Command.Perform(line, action());
            }
            case "thread" -> thread(line);
            case "wait" -> new Command.Wait(line, in.tokens().id(in.expect(TokenKind.ID)));
            default -> {
                if (!keyword.startsWith("assert_")) {
                    throw in.tokens().unexpected(at);
                }
                yield assertion(line, keyword, at);
            }
        };
        if (!keyword.equals("module") && !(command instanceof Command.Perform)) {
            in.close();
        }
        return command;
    }

    private Command assertion(int line, String keyword, int at) {
        return switch (keyword) {
            case "assert_return" -> {
                Action action = action();
                List<Result> results = new ArrayList<>();
                while (in.isOpen()) {
                    results.add(consts.result());
                }
                yield new Command.AssertReturn(line, action, results);
            }
            case "assert_trap" -> {
                if (in.isOpen("module")) {
                    ScriptModule module = module();
                    yield new Command.AssertInstantiationTrap(line, module, in.name());
                }
                Action action = action();
                yield new Command.AssertTrap(line, action, in.name());
            }
            case "assert_exhaustion" -> {
                Action action = action();
                yield new Command.AssertExhaustion(line, action, in.name());
            }
            case "assert_exception" -> new Command.AssertException(line, action());
            case "assert_malformed", "assert_malformed_custom" -> {
                ScriptModule module = module();
                yield new Command.AssertMalformed(line, module, in.name(), keyword.endsWith("_custom"));
            }
            case "assert_invalid", "assert_invalid_custom" -> {
                ScriptModule module = module();
                yield new Command.AssertInvalid(line, module, in.name(), keyword.endsWith("_custom"));
            }
            case "assert_unlinkable" -> {
                ScriptModule module = module();
                yield new Command.AssertUnlinkable(line, module, in.name());
            }
            default -> throw in.tokens().unexpected(at);
        };
    }

    private Command moduleCommand(int line) {
        int open = in.position();
        in.open("module");
        if (in.takeKeyword("instance")) {
            String id = in.takeId();
            String definition = in.takeId();
            in.close();
            return new Command.InstantiateDefined(line, id, definition);
        }
        boolean defines = in.isKeyword("definition");
        in.moveTo(open);
        ScriptModule module = module();
        return defines ? new Command.Define(line, module) : new Command.Instantiate(line, module);
    }

    private ScriptModule module() {
        int line = in.line();
        int first = in.position();
        in.open("module");
        in.takeKeyword("definition");
        String id = in.takeId();
        if (in.takeKeyword("binary")) {
            return new ScriptModule.Binary(line, id, strings());
        }
        if (in.takeKeyword("quote")) {
            return new ScriptModule.Quote(line, id, strings());
        }
        in.skipToClose();
        return new ScriptModule.Text(line, id, in.tokens(), first, in.position());
    }

    private byte[] strings() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (in.kind() == TokenKind.STRING) {
            in.tokens().appendString(in.next(), bytes);
        }
        in.close();
        return bytes.toByteArray();
    }

    private Action action() {
        boolean get = in.takeOpen("get");
        if (!get) {
            in.open("invoke");
        }
        String instance = in.takeId();
        String name = in.name();
        List<Const> args = new ArrayList<>();
        while (!get && in.isOpen()) {
            args.add(consts.constant());
        }
        in.close();
        return get ? new Action.Get(instance, name) : new Action.Invoke(instance, name, args);
    }

    private Command thread(int line) {
        if (++threadDepth > MAX_THREAD_DEPTH) {
            throw in.error("too many threads within threads");
        }
        String id = in.takeId();
        List<String> shared = new ArrayList<>();
        while (in.takeOpen("shared")) {
            in.open("module");
            shared.add(in.tokens().id(in.expect(TokenKind.ID)));
            in.close();
            in.close();
        }
        List<Command> commands = commands();
        threadDepth--;
        return new Command.Thread(line, id, shared, commands);
    }
}
