package org.ferrywasm.vm;

/** The README's example: what stands between the two marks stands there too, and {@link ReadmeTest} runs it. */
final class ReadmeExample {
    private ReadmeExample() {}

    static String run() {
        StringBuilder printed = new StringBuilder();
        // example
        Engine engine = new Engine();
        Module module = Module.fromText(engine, """
            (module
              (import "host" "log" (func $log (param i32)))
              (func (export "countdown") (param $n i32) (result i32)
                (loop $again
                  (call $log (local.get $n))
                  (local.set $n (i32.sub (local.get $n) (i32.const 1)))
                  (br_if $again (local.get $n)))
                (i32.const 42)))
            """);
        Linker<StringBuilder> linker = new Linker<>(engine);
        linker.func("host", "log", HostFunction.of(Void.class, Integer.class, (caller, n) -> {
            caller.data().append(n).append(' ');
            return null;
        }));

        try (Store<StringBuilder> store = new Store<>(engine, printed)) {
            Instance instance = linker.instantiate(store, module);
            Func countdown = instance.getFunc("countdown");

            int answer = countdown.call(Val.i32(3)).getFirst().asInt(); // any values
            long again = countdown.typed().call(2); // numbers, without an allocation
            printed.append(answer + again); // 3 2 1 2 1 84
        }
        // end
        return printed.toString();
    }
}
