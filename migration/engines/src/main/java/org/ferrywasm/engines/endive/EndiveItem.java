package org.ferrywasm.engines.endive;

import org.ferrywasm.contract.spi.TestedItem;
import run.endive.runtime.ImportTag;
import run.endive.runtime.ImportValues;
import run.endive.runtime.TagInstance;

/** Something that can be imported by a name. */
sealed interface EndiveItem extends TestedItem
        permits EndiveFunction, EndiveGlobal, EndiveMemory, EndiveTable, EndiveItem.Tag {
    /** Makes it importable. */
    void addTo(ImportValues.Builder values, String module, String name);

    /** A tag. */
    record Tag(TagInstance tag) implements EndiveItem {
        @Override
        public void addTo(ImportValues.Builder values, String module, String name) {
            values.addTag(new ImportTag(module, name, tag));
        }
    }
}
