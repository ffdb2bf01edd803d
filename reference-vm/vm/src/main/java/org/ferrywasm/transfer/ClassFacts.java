package org.ferrywasm.transfer;

/** What a class settles about all its instances, found out once. It refers to nothing but the class's own parts. */
record ClassFacts(Standing standing, Contents contents) {
    static final Contents NOTHING = new Contents.None();
    static final ClassFacts IMMUTABLE = new ClassFacts(new Standing.Immutable(), NOTHING);
    static final ClassFacts STAGE = new ClassFacts(new Standing.Stage(), NOTHING);
    static final ClassFacts KNOWN = new ClassFacts(new Standing.Known(), NOTHING);

    static ClassFacts refused(Refusal refusal) {
        return new ClassFacts(new Standing.Refused(refusal, false), NOTHING);
    }

    static ClassFacts elements(Standing standing, ElementKind kind) {
        return new ClassFacts(standing, new Contents.Elements(kind));
    }
}
