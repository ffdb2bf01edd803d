package org.ferrywasm.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import shark.FileSourceProvider;
import shark.GcRoot;
import shark.HprofHeader;
import shark.HprofRecord.HeapDumpRecord.ObjectRecord.ClassDumpRecord;
import shark.HprofRecord.LoadClassRecord;
import shark.HprofRecord.StackFrameRecord;
import shark.HprofRecord.StackTraceRecord;
import shark.HprofRecord.StringRecord;
import shark.HprofRecordReader;
import shark.HprofRecordTag;
import shark.StreamingHprofReader;
import shark.ValueHolder;

/**
 * Reads a heap dump from its beginning to its end, as often as needed: first classes, objects and roots; then references; and
 * single objects whole, when paths are to be told.
 */
final class HeapReader {
    private static final Set<HprofRecordTag> OBJECTS = EnumSet.of(
            HprofRecordTag.INSTANCE_DUMP, HprofRecordTag.OBJECT_ARRAY_DUMP, HprofRecordTag.PRIMITIVE_ARRAY_DUMP);

    private final StreamingHprofReader reader;
    private final HeapGraph graph;
    private final Map<Long, String> strings = new HashMap<>();
    private final Map<Long, Long> classNames = new HashMap<>();
    private final Map<Integer, Long> classSerials = new HashMap<>();
    private final Map<Long, StackFrameRecord> frames = new HashMap<>();
    private final List<StackTraceRecord> traces = new ArrayList<>();
    private final List<GcRoot> roots = new ArrayList<>();
    private final List<ClassDumpRecord> classes = new ArrayList<>();

    private HeapReader(Path file) {
        HprofHeader header = HprofHeader.Companion.parseHeaderOf(file.toFile());
        this.graph = new HeapGraph(header.getIdentifierByteSize());
        this.reader = StreamingHprofReader.Companion.readerFor(new FileSourceProvider(file.toFile()), header);
    }

    /**
     * Reads a dump.
     *
     * @param isKept whether the records of a class's instances are kept, so that their fields can be read
     */
    static HeapReader read(Path file, Predicate<HeapClass> isKept) {
        HeapReader reader = new HeapReader(file);
        reader.readObjects();
        reader.resolve();
        reader.graph.link();
        reader.resolveRoots();
        reader.readReferences(isKept);
        return reader;
    }

    HeapGraph graph() {
        return graph;
    }

    private void readObjects() {
        Set<HprofRecordTag> tags = EnumSet.of(
                HprofRecordTag.STRING_IN_UTF8,
                HprofRecordTag.LOAD_CLASS,
                HprofRecordTag.STACK_FRAME,
                HprofRecordTag.STACK_TRACE,
                HprofRecordTag.CLASS_DUMP,
                HprofRecordTag.ROOT_UNKNOWN,
                HprofRecordTag.ROOT_JNI_GLOBAL,
                HprofRecordTag.ROOT_JNI_LOCAL,
                HprofRecordTag.ROOT_JAVA_FRAME,
                HprofRecordTag.ROOT_NATIVE_STACK,
                HprofRecordTag.ROOT_MONITOR_USED,
                HprofRecordTag.ROOT_THREAD_OBJECT,
                HprofRecordTag.ROOT_VM_INTERNAL);
        tags.addAll(OBJECTS);
        reader.readRecords(tags, (tag, length, in) -> {
            if (!readObject(tag, in)) {
                readOther(tag, length, in);
            }
        });
    }

    private boolean readObject(HprofRecordTag tag, HprofRecordReader in) {
        if (tag == HprofRecordTag.INSTANCE_DUMP) {
            long id = in.readId();
            in.skip(Integer.BYTES);
            graph.addObject(id, in.readId());
            in.skip(in.readInt());
        } else if (tag == HprofRecordTag.OBJECT_ARRAY_DUMP) {
            long id = in.readId();
            in.skip(Integer.BYTES);
            int length = in.readInt();
            graph.addObject(id, in.readId());
            noteIfEmpty(length);
            in.skip((long) length * graph.idSize);
        } else if (tag == HprofRecordTag.PRIMITIVE_ARRAY_DUMP) {
            long id = in.readId();
            in.skip(Integer.BYTES);
            int length = in.readInt();
            int type = in.readUnsignedByte();
            graph.addPrimitiveArray(id, type);
            noteIfEmpty(length);
            in.skip((long) length * Hprof.sizeOf(type, graph.idSize));
        } else {
            return false;
        }
        return true;
    }

    private void noteIfEmpty(int length) {
        if (length == 0) {
            graph.emptyArrays.set(graph.size() - 1);
        }
    }

    private void readOther(HprofRecordTag tag, long length, HprofRecordReader in) {
        switch (tag) {
            case STRING_IN_UTF8 -> {
                StringRecord string = in.readStringRecord(length);
                strings.put(string.getId(), string.getString());
            }
            case LOAD_CLASS -> {
                LoadClassRecord loaded = in.readLoadClassRecord();
                classNames.put(loaded.getId(), loaded.getClassNameStringId());
                classSerials.put(loaded.getClassSerialNumber(), loaded.getId());
            }
            case STACK_FRAME -> {
                StackFrameRecord frame = in.readStackFrameRecord();
                frames.put(frame.getId(), frame);
            }
            case STACK_TRACE -> traces.add(in.readStackTraceRecord());
            case CLASS_DUMP -> classes.add(in.readClassDumpRecord());
            case ROOT_UNKNOWN -> roots.add(in.readUnknownGcRootRecord());
            case ROOT_JNI_GLOBAL -> roots.add(in.readJniGlobalGcRootRecord());
            case ROOT_JNI_LOCAL -> roots.add(in.readJniLocalGcRootRecord());
            case ROOT_JAVA_FRAME -> roots.add(in.readJavaFrameGcRootRecord());
            case ROOT_NATIVE_STACK -> roots.add(in.readNativeStackGcRootRecord());
            case ROOT_MONITOR_USED -> roots.add(in.readMonitorUsedGcRootRecord());
            case ROOT_THREAD_OBJECT -> roots.add(in.readThreadObjectGcRootRecord());
            case ROOT_VM_INTERNAL -> roots.add(in.readVmInternalGcRootRecord());
            default -> throw new IllegalStateException("the heap dump has a record that was not asked for: " + tag);
        }
    }

    private void resolve() {
        for (ClassDumpRecord record : classes) {
            List<HeapClass.Field> fields = new ArrayList<>();
            for (ClassDumpRecord.FieldRecord field : record.getFields()) {
                fields.add(new HeapClass.Field(string(field.getNameStringId()), field.getType()));
            }
            List<HeapClass.StaticField> statics = new ArrayList<>();
            for (ClassDumpRecord.StaticFieldRecord field : record.getStaticFields()) {
                if (field.getValue() instanceof ValueHolder.ReferenceHolder reference && reference.getValue() != 0) {
                    statics.add(new HeapClass.StaticField(string(field.getNameStringId()), reference.getValue()));
                }
            }
            graph.addClass(new HeapClass(
                    record.getId(), className(record.getId()), record.getSuperclassId(), fields, statics));
        }
        classes.clear();
    }

    private void resolveRoots() {
        for (GcRoot root : roots) {
            int node = graph.nodes.get(root.getId());
            if (node >= 0) {
                graph.roots.add(rootOf(root, node));
            }
        }
        for (StackTraceRecord trace : traces) {
            List<String> stack = new ArrayList<>();
            for (long frame : trace.getStackFrameIds()) {
                stack.add(frame(frames.get(frame)));
            }
            if (!stack.isEmpty()) {
                graph.stacks.put(trace.getThreadSerialNumber(), stack);
            }
        }
        // a dump does not have the fields of Class objects, which alone refer to these
        graph.forEachOf(
                c -> c.name.equals("java.lang.ClassValue$ClassValueMap"),
                node -> graph.roots.add(new HeapRoot(HeapRoot.Kind.CLASS_VALUE, node, "")));
        graph.roots.sort((a, b) -> a.kind().compareTo(b.kind()));
    }

    private HeapRoot rootOf(GcRoot root, int node) {
        return switch (root) {
            case GcRoot.JavaFrame frame ->
                new HeapRoot(HeapRoot.Kind.FRAME, node, "", frame.getThreadSerialNumber(), frame.getFrameNumber());
            case GcRoot.JniLocal local ->
                new HeapRoot(HeapRoot.Kind.JNI_LOCAL, node, "", local.getThreadSerialNumber(), local.getFrameNumber());
            case GcRoot.NativeStack stack ->
                new HeapRoot(HeapRoot.Kind.JNI_LOCAL, node, "", stack.getThreadSerialNumber(), -1);
            case GcRoot.ThreadObject thread -> {
                graph.threads.put(thread.getThreadSerialNumber(), node);
                yield new HeapRoot(HeapRoot.Kind.THREAD, node, "", thread.getThreadSerialNumber(), -1);
            }
            case GcRoot.JniGlobal _ -> new HeapRoot(HeapRoot.Kind.JNI_GLOBAL, node, "");
            case GcRoot.MonitorUsed _ -> new HeapRoot(HeapRoot.Kind.MONITOR, node, "");
            default -> new HeapRoot(HeapRoot.Kind.VM, node, "");
        };
    }

    private String frame(@Nullable StackFrameRecord frame) {
        if (frame == null) {
            return "an unknown method";
        }
        Long classId = classSerials.get(frame.getClassSerialNumber());
        String line = frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() : "";
        return (classId == null ? "?" : className(classId))
                + "." + string(frame.getMethodNameStringId())
                + "(" + string(frame.getSourceFileNameStringId()) + line + ")";
    }

    private String className(long classId) {
        Long nameId = classNames.get(classId);
        return nameId == null ? "?" : Hprof.className(string(nameId));
    }

    private String string(long id) {
        return strings.getOrDefault(id, "?");
    }

    private void readReferences(Predicate<HeapClass> isKept) {
        List<HeapClass> known = graph.classes();
        int[][] plans = new int[known.size()][];
        boolean[] areKept = new boolean[known.size()];
        for (int i = 0; i < plans.length; i++) {
            plans[i] = strongOffsets(known.get(i));
            areKept[i] = isKept.test(known.get(i));
        }
        int[] node = {0};
        reader.readRecords(OBJECTS, (tag, length, in) -> {
            if (tag == HprofRecordTag.INSTANCE_DUMP) {
                in.skip(2 * graph.idSize + Integer.BYTES);
                int classIndex = graph.classIndexOf(node[0]);
                readInstance(node[0], in, plans[classIndex], areKept[classIndex]);
            } else if (tag == HprofRecordTag.OBJECT_ARRAY_DUMP) {
                in.skip(graph.idSize + Integer.BYTES);
                int count = in.readInt();
                in.skip(graph.idSize);
                for (int i = 0; i < count; i++) {
                    graph.addTarget(in.readId());
                }
            } else {
                skipPrimitiveArray(in);
            }
            graph.endTargets();
            node[0]++;
        });
    }

    private void readInstance(int node, HprofRecordReader in, int[] offsets, boolean isKept) {
        int sizeBytes = in.readInt();
        if (isKept) {
            byte[] record = in.readByteArray(sizeBytes);
            graph.keep(node, record);
            for (int offset : offsets) {
                graph.addTarget(Hprof.id(record, offset, graph.idSize));
            }
            return;
        }
        int position = 0;
        for (int offset : offsets) {
            in.skip(offset - position);
            graph.addTarget(in.readId());
            position = offset + graph.idSize;
        }
        in.skip(sizeBytes - position);
    }

    private void skipPrimitiveArray(HprofRecordReader in) {
        in.skip(graph.idSize + Integer.BYTES);
        int length = in.readInt();
        in.skip((long) length * Hprof.sizeOf(in.readUnsignedByte(), graph.idSize));
    }

    /** Where an instance's references lie that keep their objects alive. */
    private int[] strongOffsets(HeapClass c) {
        return c.slots(graph.idSize).stream()
                .filter(slot -> !(slot.declaring().name.equals("java.lang.ref.Reference")
                        && slot.name().equals("referent")))
                .mapToInt(HeapClass.Slot::offset)
                .toArray();
    }

    /** Reads single objects whole: of an instance or an array of bytes its record, of an array of objects their ids. */
    Map<Integer, Object> readAgain(Set<Integer> wanted) {
        Map<Integer, Object> found = new HashMap<>();
        int[] node = {0};
        reader.readRecords(OBJECTS, (tag, length, in) -> {
            boolean isWanted = wanted.contains(node[0]);
            if (tag == HprofRecordTag.INSTANCE_DUMP) {
                in.skip(2 * graph.idSize + Integer.BYTES);
                int sizeBytes = in.readInt();
                if (isWanted) {
                    found.put(node[0], in.readByteArray(sizeBytes));
                } else {
                    in.skip(sizeBytes);
                }
            } else if (tag == HprofRecordTag.OBJECT_ARRAY_DUMP) {
                in.skip(graph.idSize + Integer.BYTES);
                int count = in.readInt();
                in.skip(graph.idSize);
                if (isWanted) {
                    found.put(node[0], in.readIdArray(count));
                } else {
                    in.skip((long) count * graph.idSize);
                }
            } else if (isWanted) {
                in.skip(graph.idSize + Integer.BYTES);
                int count = in.readInt();
                found.put(node[0], in.readByteArray(count * Hprof.sizeOf(in.readUnsignedByte(), graph.idSize)));
            } else {
                skipPrimitiveArray(in);
            }
            node[0]++;
        });
        return found;
    }
}
