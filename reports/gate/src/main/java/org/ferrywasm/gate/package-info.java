/**
 * The build's last word. {@link org.ferrywasm.gate.Main} reads what every lane has recorded, {@link org.ferrywasm.gate.Gate}
 * judges it, {@link org.ferrywasm.gate.Report} writes it as one JSON file and {@link org.ferrywasm.gate.Summary} as a few
 * lines for the terminal. It knows the lanes by their files alone. Imports the result files' form, Jackson and picocli.
 */
@NullMarked
package org.ferrywasm.gate;

import org.jspecify.annotations.NullMarked;
