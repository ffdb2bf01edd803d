package org.ferrywasm.text;

/**
 * An annotation of one of the kinds that mean something here (specification, appendix "Custom Sections and Annotations").
 * It stands beside the token sequence, not in it.
 *
 * @param id what follows the at sign
 * @param before the index of the token it stands before
 * @param offset the byte offset of its parenthesis
 * @param contents the tokens it holds
 */
record Annotation(String id, int before, int offset, Tokens contents) {
    static final String CUSTOM = "custom";
    static final String NAME = "name";
    static final String BRANCH_HINT = "metadata.code.branch_hint";

    /** Whether annotations of this identifier mean something; all others are white space. */
    static boolean isKnown(String id) {
        return id.equals(CUSTOM) || id.equals(NAME) || id.equals(BRANCH_HINT);
    }
}
