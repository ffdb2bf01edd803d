package org.ferrywasm.cli.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import org.ferrywasm.cli.Main;
import org.junit.jupiter.api.Test;

final class LauncherTest {
    @Test
    void runsOnJavaElevenItself() throws IOException {
        try (InputStream bytes = Launcher.class.getResourceAsStream("Launcher.class")) {
            assertThat(ClassFile.of().parse(bytes.readAllBytes()).majorVersion())
                    .isEqualTo(ClassFile.JAVA_11_VERSION);
        }
    }

    @Test
    void saysInOneLineWhatAnOlderJavaLacks() {
        assertThat(Launcher.refusal(24, "/java24"))
                .isEqualTo("ferry: needs Java 25 or later, but this is Java 24 (/java24)");
    }

    @Test
    void refusesNeitherTheOldestJavaThatWillDoNorLaterOnes() {
        assertThat(Launcher.refusal(25, "/java25")).isEmpty();
        assertThat(Launcher.refusal(26, "/java26")).isEmpty();
    }

    @Test
    void namesTheCommandLineByItsRightName() throws ReflectiveOperationException {
        assertThat(Launcher.commandLine().getDeclaringClass()).isEqualTo(Main.class);
    }
}
