package org.ferrywasm.engines.chicory;

import com.dylibso.chicory.runtime.ImportTag;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.TagInstance;
import org.ferrywasm.contract.spi.TestedItem;

/** Something that can be imported by a name. */
sealed interface ChicoryItem extends TestedItem
        permits ChicoryFunction, ChicoryGlobal, ChicoryMemory, ChicoryTable, ChicoryItem.Tag {
    /** Makes it importable. */
    void addTo(ImportValues.Builder values, String module, String name);

    /** A tag. */
    record Tag(TagInstance tag) implements ChicoryItem {
        @Override
        public void addTo(ImportValues.Builder values, String module, String name) {
            values.addTag(new ImportTag(module, name, tag));
        }
    }
}
