package org.ferrywasm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No method exceeds 8,000 bytecodes, beyond which HotSpot never compiles it; class initialisers run once and may. */
final class BytecodeSizeTest {
    private static final int HUGE_METHOD_LIMIT = 8000;

    @Test
    void noMethodIsTooLargeForTheCompilers() throws IOException {
        List<ClassModel> classes = ClassFiles.all();
        assertThat(classes).isNotEmpty();
        assertThat(classes.stream().flatMap(BytecodeSizeTest::tooLarge)).isEmpty();
    }

    @Test
    void seesAMethodOneByteTooLarge() {
        assertThat(tooLarge(made("m", HUGE_METHOD_LIMIT))).isEmpty();
        assertThat(tooLarge(made("m", HUGE_METHOD_LIMIT + 1))).containsExactly("org/ferrywasm/Made.m: 8001 bytecodes");
        assertThat(tooLarge(made("<clinit>", HUGE_METHOD_LIMIT + 1))).isEmpty();
    }

    private static ClassModel made(String method, int bytecodes) {
        return ClassFile.of()
                .parse(ClassFile.of()
                        .build(
                                ClassDesc.of("org.ferrywasm.Made"),
                                type -> type.withMethodBody(
                                        method, ConstantDescs.MTD_void, ClassFile.ACC_STATIC, code -> {
                                            for (int i = 1; i < bytecodes; i++) {
                                                code.nop();
                                            }
                                            code.return_();
                                        })));
    }

    private static Stream<String> tooLarge(ClassModel model) {
        return model.methods().stream()
                .filter(method -> !method.methodName().equalsString(ConstantDescs.CLASS_INIT_NAME))
                .filter(method -> method.code().map(BytecodeSizeTest::length).orElse(0) > HUGE_METHOD_LIMIT)
                .map(method -> "%s.%s: %d bytecodes"
                        .formatted(
                                model.thisClass().asInternalName(),
                                method.methodName(),
                                method.code().map(BytecodeSizeTest::length).orElse(0)));
    }

    private static int length(CodeModel code) {
        return code instanceof CodeAttribute attribute ? attribute.codeLength() : 0;
    }
}
