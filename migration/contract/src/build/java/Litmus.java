import java.util.List;

/** The guest {@code litmus}: one function for each pair of accesses that a thread of a litmus shape makes. */
final class Litmus {
    private static final List<String> KINDS = List.of("Rp", "Ra", "Wp", "Wa");
    private static final List<Integer> BITS = List.of(8, 16, 32, 64);

    /** Each iteration has a piece of the memory to itself; its threads meet in the last words of it. */
    private static final int STRIDE = 512;

    private static final int MEETING = 504;

    /** How often a thread looks whether the others have come: there may be fewer processors than threads. */
    private static final int PATIENCE = 60;

    private Litmus() {}

    /** Its text. */
    static String text() {
        StringBuilder text = new StringBuilder("""
            ;; Accesses of litmus shapes, named by what they are: RpWa32 reads plainly, then writes atomically, 32 bits each.
            ;; Parameters: how often; how many threads meet; of each access the location and what it writes; where reads go.
            (module
              (import "host" "memory" (memory 1 65536 shared))
            """);
        for (int bits : BITS) {
            for (String first : KINDS) {
                text.append(function(first + bits, List.of(first), bits));
                for (String second : KINDS) {
                    text.append(function(first + second + bits, List.of(first, second), bits));
                }
            }
        }
        return text.append(")\n").toString();
    }

    private static String function(String name, List<String> accesses, int bits) {
        StringBuilder body = new StringBuilder();
        StringBuilder results = new StringBuilder();
        for (int i = 0; i < accesses.size(); i++) {
            String address = "(i32.add (local.get $at) (local.get $l" + i + "))";
            String prefix = accesses.get(i).endsWith("a") ? "i64.atomic." : "i64.";
            String width = bits == 64 ? "" : Integer.toString(bits);
            if (accesses.get(i).startsWith("R")) {
                String load = prefix + "load" + (width.isEmpty() ? "" : width + "_u");
                body.append("      (local.set $r%d (%s %s))\n".formatted(i, load, address));
                results.append("      (i64.store (i32.add (local.get $at) (local.get $o%d)) (local.get $r%d))\n"
                        .formatted(i, i));
            } else {
                body.append("      (%sstore%s %s (local.get $v%d))\n".formatted(prefix, width, address, i));
            }
        }
        return """
              (func (export "%s") (param $n i32) (param $threads i32)
                (param $l0 i32) (param $v0 i64) (param $o0 i32) (param $l1 i32) (param $v1 i64) (param $o1 i32)
                (local $at i32) (local $patience i32) (local $r0 i64) (local $r1 i64)
                (loop $next
                  (drop (i32.atomic.rmw.add offset=%d (local.get $at) (i32.const 1)))
                  (local.set $patience (i32.const %d))
                  (block $met
                    (loop $wait
                      (br_if $met (i32.ge_u (i32.atomic.load offset=%d (local.get $at)) (local.get $threads)))
                      (br_if $wait (local.tee $patience (i32.sub (local.get $patience) (i32.const 1))))))
            %s%s      (local.set $at (i32.add (local.get $at) (i32.const %d)))
                  (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
            """.formatted(name, MEETING, PATIENCE, MEETING, body, results, STRIDE);
    }
}
