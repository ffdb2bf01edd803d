package org.ferrywasm.text;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.ExternKind;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.SubType;
import org.jspecify.annotations.Nullable;

/**
 * The first pass over a module: binds the identifiers of all fields and reads the type definitions, so that the second can
 * refer forward (specification, "Modules", "Contexts").
 */
final class FieldScanner {
    private final Cursor in;
    private final ModuleScope scope;
    private final List<Integer> typeFields = new ArrayList<>();
    private @Nullable ExternKind lastDefinition;

    FieldScanner(Cursor in, ModuleScope scope) {
        this.in = in;
        this.scope = scope;
    }

    /** Scans fields until no more begins, and goes back to where it began. */
    void scan() {
        int first = in.position();
        while (in.isOpen()) {
            field();
        }
        typeFields.forEach(this::types);
        in.moveTo(first);
    }

    private void field() {
        int open = in.position();
        in.open();
        int at = in.position();
        String keyword = in.keyword();
        switch (keyword) {
            case "type" -> {
                typeFields.add(open);
                scope.types().bind(in);
            }
            case "rec" -> {
                typeFields.add(open);
                while (in.takeOpen("type")) {
                    scope.types().bind(in);
                    in.skipToClose();
                }
            }
            case "import" -> importField();
            case "elem" -> scope.elems().bind(in);
            case "data" -> scope.datas().bind(in);
            case "export", "start" -> {
                // Nothing to bind.
            }
            default -> definition(kind(keyword, at));
        }
        in.skipToClose();
    }

    private ExternKind kind(String keyword, int token) {
        for (ExternKind kind : ExternKind.values()) {
            if (kind.toString().equals(keyword)) {
                return kind;
            }
        }
        throw in.tokens().unexpected(token);
    }

    private void importField() {
        int at = in.position() - 1;
        in.expect(TokenKind.STRING);
        in.expect(TokenKind.STRING);
        in.open();
        int kindAt = in.position();
        ExternKind kind = kind(in.keyword(), kindAt);
        requireNoDefinition(at);
        scope.of(kind).bind(in);
        in.skipToClose();
    }

    private void requireNoDefinition(int importToken) {
        if (lastDefinition != null) {
            String definition = lastDefinition == ExternKind.FUNC ? "function" : lastDefinition.toString();
            throw in.tokens().error("import after " + definition, importToken);
        }
    }

    private void definition(ExternKind kind) {
        scope.of(kind).bind(in);
        while (in.takeOpen("export")) {
            in.expect(TokenKind.STRING);
            in.close();
        }
        if (in.isOpen("import")) {
            requireNoDefinition(in.position());
            return;
        }
        lastDefinition = kind;
        if (kind == ExternKind.TABLE && hasInline("elem")) {
            scope.elems().addAnonymous(1);
        } else if (kind == ExternKind.MEMORY && hasInline("data")) {
            scope.datas().addAnonymous(1);
        }
    }

    /** Whether the rest of the field has a form of this keyword at its own level. */
    private boolean hasInline(String keyword) {
        int from = in.position();
        boolean found = false;
        while (!found && !in.isClose()) {
            found = in.isOpen(keyword);
            TokenKind kind = in.kind();
            if (kind == TokenKind.END || kind.isError()) {
                throw in.unexpected();
            }
            in.next();
            if (kind == TokenKind.LEFT_PARENTHESIS) {
                in.skipToClose();
            }
        }
        in.moveTo(from);
        return found;
    }

    private void types(int field) {
        in.moveTo(field);
        TypeParser types = new TypeParser(in, scope);
        List<SubType> group = new ArrayList<>();
        int typeIndex = scope.definedTypes();
        if (in.takeOpen("rec")) {
            while (!in.isClose()) {
                group.add(type(types, typeIndex + group.size()));
            }
            in.close();
        } else {
            group.add(type(types, typeIndex));
        }
        scope.define(new RecType(group));
    }

    private SubType type(TypeParser types, int typeIndex) {
        in.open("type");
        in.takeId();
        SubType type = types.subType(typeIndex);
        in.close();
        return type;
    }
}
