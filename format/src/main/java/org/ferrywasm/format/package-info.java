/**
 * The formatter of the repository's own sources. It is a program of ours, and not a plug-in inside Maven, because the
 * formatter parses with the compiler of the Java it runs on: Maven may run under Java 17, which cannot parse what we write.
 * Two things palantir-java-format 2.103.0 cannot read: a bare {@code _} in a record pattern ({@code var _} will do) and module imports.
 * Imports the JDK and palantir-java-format.
 */
@NullMarked
package org.ferrywasm.format;

import org.jspecify.annotations.NullMarked;
