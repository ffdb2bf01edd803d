@NullMarked
package org.ferrywasm.contract.trial;

import org.jspecify.annotations.NullMarked;
