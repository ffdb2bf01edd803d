/** The oracles as properties of jqwik. Nothing else knows jqwik, so that another engine could take its place. */
package org.ferrywasm.fuzz.jqwik;
