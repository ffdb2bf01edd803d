package org.ferrywasm.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the check knows of Stores, handles and parcels; the ways through a method are in {@link ControlFlowTest}. */
class HandleAfterDetachTest {
    private static void check(String members) {
        assertThat(Compiler.differences(HandleAfterDetach.class, members)).isEmpty();
    }

    @Test
    void whatIsLeftBehind() {
        check("""
            void move(Engine engine, Module module, BlockingQueue<Object> queue) throws Exception {
                Store<String> store = new Store<>(engine, "data");
                Instance instance = new Linker<String>(engine).instantiate(store, module);
                Func left = instance.getFunc("left");
                Func taken = instance.getFunc("taken");
                Memory memory = instance.getMemory("memory");
                ExternRef object = ExternRef.of(store, "object");
                Call call = left.begin();
                left.call();
                queue.put(store.detach(taken));
                left.call(); // warns: `left` was left behind when `store` was detached in line 17
                left.call(); // warns: name it as a companion, store.detach(left)
                instance.getFunc("other"); // warns: `instance` was left behind
                memory.size(); // warns: `memory` was left behind
                object.value(); // warns: `object` was left behind
                call.resume(); // warns: `call` was left behind
                taken.call(); // warns: it is in the parcel
                store.gc(); // warns: `store` is used after `store` was detached in line 17: it is in the parcel
            }
            """);
    }

    @Test
    void whatMayAlwaysBeAsked() {
        check("""
            void move(Store<String> store, Module module) {
                Func left = new Linker<String>(store.engine()).instantiate(store, module).getFunc("left");
                StoreParcel<String> parcel = store.detach();
                String text = left + " of " + store + left.toString() + left.hashCode() + left.equals(null);
                long id = store.id();
                boolean isMine = store.isOwnedByCurrentThread() || store.isSendable();
                Engine engine = store.engine();
                boolean isSame = left == null || store != null;
                parcel.close();
            }
            """);
    }

    @Test
    void afterAttachOnlyWhatTravelledIsGood() {
        check("""
            void move(Store<String> store, Linker<String> linker, Module module) {
                Instance instance = linker.instantiate(store, module);
                Func left = instance.getFunc("left");
                Func taken = instance.getFunc("taken");
                Func alias = taken;
                StoreParcel<String> parcel = store.detach(taken);
                Store<String> again = parcel.attach();
                taken.call();
                alias.call();
                store.gc();
                again.gc();
                left.call(); // warns: also after attach
                instance = linker.instantiate(again, module);
                left = instance.getFunc("left");
                left.call();
                store.detach(left).attach().gc();
                left.call();
                taken.call(); // warns: detached in line 23
            }
            """);
    }

    @Test
    void handlesThatMayBeAmongTheHostObjects() {
        check("""
            record Session(Func func) {}
            void data(Store<Object> store, Linker<Object> linker, Module module, Map<String, Func> cache) {
                Instance instance = linker.instantiate(store, module);
                Func inData = instance.getFunc("data");
                store.setData(new Session(inData));
                Func captured = instance.getFunc("captured");
                linker.func("host", "again", HostFunction.of(Void.class, caller -> { captured.call(); return null; }));
                Func cached = instance.getFunc("cached");
                cache.put("cached", cached);
                Func given = instance.getFunc("given");
                given.call(instance.getFunc("argument"));
                Func back = ((Session) store.data()).func();
                StoreParcel<Object> parcel = store.detach();
                inData.call(); // warns: in the parcel
                parcel.attach();
                inData.call();
                captured.call();
                cached.call();
                back.call();
                given.call(); // warns: left behind
            }
            void companions(Store<Object> store, Linker<Object> linker, Module module, Func... funcs) {
                Func func = linker.instantiate(store, module).getFunc("data");
                Func other = linker.instantiate(store, module).getFunc("data");
                store.detach((Object[]) funcs).attach();
                func.call();
                store.detach(new Object[] {func}).attach();
                func.call();
                other.call(); // warns: left behind
            }
            """);
    }

    @Test
    void whatIsGivenToOthers() {
        check("""
            record Delivery(StoreParcel<String> parcel, Func func) {}
            static void run(Func func) {}
            static void log(Object value) {}
            Func field;
            Object send(Store<String> store, Linker<String> linker, Module module) {
                Func left = linker.instantiate(store, module).getFunc("left");
                Func taken = linker.instantiate(store, module).getFunc("taken");
                run(left);
                StoreParcel<String> parcel = store.detach(taken);
                run(left); // warns: left behind
                run(taken);
                log(left);
                linker.define("a", "b", left); // warns: left behind
                linker.define("a", "b", taken); // warns: in the parcel
                linker.instantiate(store, module); // warns: in the parcel
                new Delivery(parcel, taken);
                new Delivery(parcel, left); // warns: left behind
                field = left; // warns: left behind
                return new Delivery(parcel, taken);
            }
            Func give(Store<String> store, Linker<String> linker, Module module) {
                Func left = linker.instantiate(store, module).getFunc("left");
                store.detach();
                return left; // warns: left behind
            }
            """);
    }

    @Test
    void fields() {
        check("""
            private Store<String> store;
            private final Store<String> other = new Store<>(new Engine(), "");
            private Func func;
            void reopen() { store = new Store<>(new Engine(), ""); }
            void move() {
                store.detach().close();
                store.gc(); // warns: in the parcel
                reopen();
                store.gc();
                this.store.detach().close();
                this.store.gc(); // warns: in the parcel
                other.detach().close();
                reopen();
                other.gc(); // warns: in the parcel
            }
            """);
    }

    @Test
    void anAdoptedStore() {
        check("""
            void adopt(Store<String> orphan, Linker<String> linker, Module module) {
                Func left = linker.instantiate(orphan, module).getFunc("left");
                Func taken = linker.instantiate(orphan, module).getFunc("taken");
                Store<String> mine = Store.adopt(orphan, taken);
                mine.gc();
                orphan.gc();
                taken.call();
                left.call(); // warns: left behind
            }
            """);
    }

    @Test
    void reassignments() {
        check("""
            void again(Engine engine, Linker<String> linker, Module module) {
                Store<String> store = new Store<>(engine, "");
                Func func = linker.instantiate(store, module).getFunc("func");
                Object any = func;
                store.detach().close();
                ((Func) any).call(); // warns: left behind
                store = new Store<>(engine, "");
                func = linker.instantiate(store, module).getFunc("func");
                func.call();
                store.gc();
                if (any instanceof Func again) {
                    again.call(); // warns: left behind
                }
                Optional<Extern> export = linker.instantiate(store, module).findExport("func");
                List<Val> results = func.call();
                store.detach().close();
                results.getFirst().asInt();
                ((Func) export.orElseThrow()).call(); // warns: left behind
            }
            void unrelated(Store<String> one, Store<String> other, Func func, Linker<String> linker, Module module) {
                Func ofOther = linker.instantiate(other, module).getFunc("func");
                one.detach().close();
                other.gc();
                func.call();
                ofOther.call();
            }
            """);
    }

    @Test
    void isSuppressed() {
        check("""
            @SuppressWarnings("HandleAfterDetach")
            void method(Store<String> store) {
                store.detach().close();
                store.gc();
            }
            void local(Store<String> store) {
                store.detach().close();
                @SuppressWarnings("HandleAfterDetach")
                Audit audit = store.audit();
            }
            @SuppressWarnings("HandleAfterDetach")
            static class Inside {
                void method(Store<String> store) {
                    store.detach().close();
                    store.gc();
                }
            }
            """);
    }
}
