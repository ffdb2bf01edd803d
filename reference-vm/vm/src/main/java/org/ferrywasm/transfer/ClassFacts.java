package org.ferrywasm.transfer;

/** What a class settles about all its instances, found out once. It refers to nothing but the class's own parts. */
record ClassFacts(Standing standing, Contents contents) {
    static final Contents NOTHING = new Contents.None();
    static final ClassFacts IMMUTABLE = new ClassFacts(new Standing.Immutable(), NOTHING);
    static final ClassFacts KNOWN = new ClassFacts(new Standing.Known(), NOTHING);

    /** May not go but in a box, and holds nothing that needs a look. */
    static ClassFacts refused(Refusal refusal) {
        return new ClassFacts(new Standing.Refused(refusal, false), NOTHING);
    }

    /** May not go, and what is in it cannot be seen. */
    static ClassFacts unseen(Refusal refusal, Contents.Unseen contents) {
        return new ClassFacts(new Standing.Refused(refusal, false), contents);
    }

    /** An array or collection that may not go but in a box. */
    static ClassFacts container(Refusal refusal, Contents contents) {
        return new ClassFacts(new Standing.Refused(refusal, true), contents);
    }

    static ClassFacts elements(Standing standing, ElementKind kind) {
        return new ClassFacts(standing, new Contents.Elements(kind, null));
    }
}
