package org.ferrywasm.cli.wasi;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** A program's arguments and its environment, which WASI hands over alike: first the sizes, then strings and pointers. */
final class ProgramStrings {
    private final List<byte[]> arguments;
    private final List<byte[]> environment;

    ProgramStrings(List<String> arguments, List<String> environment) {
        this.arguments = arguments.stream().map(ProgramStrings::zeroTerminated).toList();
        this.environment =
                environment.stream().map(ProgramStrings::zeroTerminated).toList();
    }

    Errno argumentsSizes(GuestMemory memory, int countPointer, int bytesPointer) {
        return sizes(arguments, memory, countPointer, bytesPointer);
    }

    Errno argumentsGet(GuestMemory memory, int pointersPointer, int stringsPointer) {
        return get(arguments, memory, pointersPointer, stringsPointer);
    }

    Errno environmentSizes(GuestMemory memory, int countPointer, int bytesPointer) {
        return sizes(environment, memory, countPointer, bytesPointer);
    }

    Errno environmentGet(GuestMemory memory, int pointersPointer, int stringsPointer) {
        return get(environment, memory, pointersPointer, stringsPointer);
    }

    private static Errno sizes(List<byte[]> strings, GuestMemory memory, int countPointer, int bytesPointer) {
        memory.writeInt(countPointer, strings.size());
        memory.writeInt(bytesPointer, lengthBytes(strings));
        return Errno.SUCCESS;
    }

    private static Errno get(List<byte[]> strings, GuestMemory memory, int pointersPointer, int stringsPointer) {
        memory.checked(pointersPointer, (long) Integer.BYTES * strings.size());
        memory.checked(stringsPointer, lengthBytes(strings));
        int pointer = pointersPointer;
        int string = stringsPointer;
        for (byte[] bytes : strings) {
            memory.writeInt(pointer, string);
            memory.write(string, bytes);
            pointer += Integer.BYTES;
            string += bytes.length;
        }
        return Errno.SUCCESS;
    }

    private static int lengthBytes(List<byte[]> strings) {
        return strings.stream().mapToInt(bytes -> bytes.length).sum();
    }

    private static byte[] zeroTerminated(String text) {
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }
}
