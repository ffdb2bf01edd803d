package org.ferrywasm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages stand in one order, that of the specification's chapters, and each uses only those above it and the JDK. */
final class PackageOrderTest {
    private static final String ROOT = "org.ferrywasm.";
    private static final List<String> ORDER = List.of(
            "numeric", "syntax", "binary", "text", "text.script", "valid", "code", "runtime", "exec", "transfer", "vm");
    private static final Pattern DESCRIBED = Pattern.compile("L([^;<]+)[;<]");

    @Test
    void eachPackageUsesOnlyThoseAboveIt() throws IOException {
        List<ClassModel> classes = ClassFiles.all();
        assertThat(classes).isNotEmpty();
        assertThat(classes.stream().flatMap(PackageOrderTest::breaches)).isEmpty();
    }

    @Test
    void seesEveryKindOfBreach() {
        ClassDesc store = ClassDesc.of("org.ferrywasm.vm.Store");
        assertThat(breaches(numericClass(store))).containsExactly("org.ferrywasm.numeric.Made uses org.ferrywasm.vm");
        assertThat(breaches(numericClass(store.arrayType())))
                .containsExactly("org.ferrywasm.numeric.Made uses org.ferrywasm.vm");
        assertThat(breaches(numericClass(ClassDesc.of("org.slf4j.Logger"))))
                .containsExactly("org.ferrywasm.numeric.Made uses org.slf4j");
        assertThat(breaches(numericClass(ConstantDescs.CD_String))).isEmpty();
        assertThat(breaches(parse("org.ferrywasm.extra.Made", ConstantDescs.CD_int)))
                .containsExactly("org.ferrywasm.extra.Made is in no known package");
    }

    private static ClassModel numericClass(ClassDesc used) {
        return parse("org.ferrywasm.numeric.Made", used);
    }

    /** A class with a field, a parameter and a call of the used type. */
    private static ClassModel parse(String name, ClassDesc used) {
        MethodTypeDesc takesUsed = MethodTypeDesc.of(ConstantDescs.CD_void, used);
        return ClassFile.of()
                .parse(ClassFile.of()
                        .build(
                                ClassDesc.of(name),
                                made -> made.withField("f", used, 0)
                                        .withMethodBody("m", takesUsed, ClassFile.ACC_STATIC, code -> code.return_())));
    }

    private static Stream<String> breaches(ClassModel model) {
        String name = model.thisClass().asInternalName().replace('/', '.');
        int place = ORDER.indexOf(ownPackage(name));
        if (place < 0) {
            return Stream.of(name + " is in no known package");
        }
        Set<String> forbidden = new TreeSet<>();
        for (String used : usedClasses(model)) {
            String usedPackage = packageOf(used);
            boolean platform = usedPackage.startsWith("java.") || usedPackage.startsWith("jdk.");
            int usedPlace = used.startsWith(ROOT) ? ORDER.indexOf(ownPackage(used)) : -1;
            if (!platform && (usedPlace < 0 || usedPlace > place)) {
                forbidden.add(name + " uses " + usedPackage);
            }
        }
        return forbidden.stream();
    }

    private static Set<String> usedClasses(ClassModel model) {
        Set<String> used = new TreeSet<>();
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof ClassEntry e) {
                String name = e.asInternalName();
                addDescribed(name.startsWith("[") ? name : "L" + name + ";", used);
            } else if (entry instanceof NameAndTypeEntry e) {
                addDescribed(e.type().stringValue(), used);
            } else if (entry instanceof MethodTypeEntry e) {
                addDescribed(e.descriptor().stringValue(), used);
            }
        }
        model.fields().forEach(field -> addDescribed(field.fieldType().stringValue(), used));
        model.methods().forEach(method -> addDescribed(method.methodType().stringValue(), used));
        return used;
    }

    private static void addDescribed(String descriptor, Set<String> used) {
        Matcher matcher = DESCRIBED.matcher(descriptor);
        while (matcher.find()) {
            used.add(matcher.group(1).replace('/', '.'));
        }
    }

    private static String ownPackage(String className) {
        String ownPackage = packageOf(className);
        return ownPackage.startsWith(ROOT) ? ownPackage.substring(ROOT.length()) : "";
    }

    private static String packageOf(String className) {
        return className.substring(0, Math.max(0, className.lastIndexOf('.')));
    }
}
