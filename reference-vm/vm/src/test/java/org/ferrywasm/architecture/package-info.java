/**
 * The rules that the whole VM obeys, checked on its class files: the order of the packages and the size of the methods. Each
 * rule is first shown to see a breach, on a class made for that purpose.
 */
@NullMarked
package org.ferrywasm.architecture;

import org.jspecify.annotations.NullMarked;
