package org.ferrywasm.bench;

import java.util.concurrent.atomic.AtomicBoolean;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Store;

/** Says whether the VM on the class path checks tenancies; a program too, which prints it. */
final class GuardProbe {
    private GuardProbe() {}

    /** Prints the name of the {@link Guard} that was found. */
    public static void main(String[] arguments) throws InterruptedException {
        Store<?> store = Store.of(new Engine());
        System.out.println(find(Memory.create(store, MemType.of(Limits.between(1, 1)))));
    }

    /** What happens to an operation on a thread that does not own the Store. */
    static Guard find(Memory memory) throws InterruptedException {
        AtomicBoolean isRefused = new AtomicBoolean();
        Thread stranger = new Thread(() -> {
            try {
                var _ = memory.size();
            } catch (WrongThreadException e) {
                isRefused.set(true);
            }
        });
        stranger.start();
        stranger.join();
        return isRefused.get() ? Guard.CHECKED : Guard.UNCHECKED;
    }

    /**
     * Makes sure of the VM.
     *
     * @throws IllegalStateException if it is the other one
     */
    static void require(Guard expected, Memory memory) throws InterruptedException {
        Guard found = find(memory);
        if (found != expected) {
            throw new IllegalStateException("the VM on the class path is " + found + ", not " + expected);
        }
    }
}
