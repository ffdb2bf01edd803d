/**
 * Runs tests of jcstress without jcstress: those with more actors than there are processors, which it drops, and those whose VM
 * lacks something, where the first forbidden outcome is all that is wanted.
 */
@NullMarked
package org.ferrywasm.stress.driver;

import org.jspecify.annotations.NullMarked;
