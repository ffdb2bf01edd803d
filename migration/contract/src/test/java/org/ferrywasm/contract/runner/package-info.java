@NullMarked
package org.ferrywasm.contract.runner;

import org.jspecify.annotations.NullMarked;
