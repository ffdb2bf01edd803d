package org.ferrywasm.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ferrywasm.vm.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VmFieldTest {
    private static final ClassLoader LOADER = Store.class.getClassLoader();

    @Test
    void thisVmHasThemAll() {
        assertThatCode(() -> VmField.requireAll(LOADER)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void aFieldThatIsRenamedIsMissed(VmField field) {
        assertThatThrownBy(() -> field.require(LOADER, field.fieldName() + "Renamed"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not fit this ferry-vm")
                .hasMessageContaining(field.className() + "." + field.fieldName());
    }

    @Test
    void aFieldOfAnotherTypeIsMissed() {
        assertThatThrownBy(() -> VmField.STORE_STATE.require(LOADER, "id"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("its type is long and not org.ferrywasm.runtime.StoreState");
    }

    @Test
    void aClassThatIsRenamedIsMissed() {
        assertThatThrownBy(() -> VmField.requireAll(ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("there is no such class");
    }
}
