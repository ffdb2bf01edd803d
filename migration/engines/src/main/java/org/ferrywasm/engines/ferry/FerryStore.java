package org.ferrywasm.engines.ferry;

import java.util.List;
import org.ferrywasm.contract.spi.Counting;
import org.ferrywasm.contract.spi.Creating;
import org.ferrywasm.contract.spi.Fuelled;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Identified;
import org.ferrywasm.contract.spi.Movable;
import org.ferrywasm.contract.spi.Operation;
import org.ferrywasm.contract.spi.Picturing;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedCall;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedParcel;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedTable;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.vm.AuditException;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreDigest;
import org.ferrywasm.vm.StoreProbe;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.Violation;
import org.jspecify.annotations.Nullable;

/** A Store. */
record FerryStore(Store<@Nullable Object> store)
        implements Counting, Creating, Fuelled, Identified, Movable, Picturing, Suspending.Store {
    @Override
    public TestedInstance instantiate(TestedModule module, List<HostImport> imports) {
        return new FerryInstance(linker(imports).instantiate(store, module(module)));
    }

    @Override
    public TestedCall beginInstantiation(TestedModule module, List<HostImport> imports) {
        return FerryCall.of(linker(imports).begin(store, module(module)));
    }

    private static Module module(TestedModule module) {
        return ((FerryModule) module).module();
    }

    private Linker<@Nullable Object> linker(List<HostImport> imports) {
        FerryLinker linker = new FerryLinker(new Linker<>(store.engine()));
        imports.forEach(linker::define);
        return linker.linker();
    }

    @Override
    public TestedReference reference(Object host) {
        return new FerryReference(ExternRef.of(store, host));
    }

    @Override
    public TestedReference reference(Object host, DropCode drop) {
        return new FerryReference(ExternRef.of(store, host, dropped -> drop.drop()));
    }

    @Override
    public int hostObjects() {
        return store.hostObjects();
    }

    @Override
    public long hostReferences() {
        return store.audit().hostReferences();
    }

    @Override
    public void collect() {
        store.gc();
    }

    @Override
    public List<String> audit() {
        try {
            store.audit();
            return List.of();
        } catch (AuditException e) {
            return e.differences();
        }
    }

    @Override
    public void pretendReferences(TestedReference reference, int more) {
        StoreProbe.pretendReferences(store, (ExternRef) ((FerryReference) reference).ref(), more);
    }

    @Override
    public long fuel() {
        return store.getFuel();
    }

    @Override
    public void setFuel(long units) {
        store.setFuel(units);
    }

    @Override
    public TestedParcel detach(Object... companions) {
        return new FerryParcel(store.detach(Items.handles(companions)));
    }

    @Override
    public List<String> hindrances() {
        return store.sendability().violations().stream()
                .map(Violation::toString)
                .toList();
    }

    @Override
    public void adopt(Object... companions) {
        Store.adopt(store, Items.handles(companions));
    }

    @Override
    public boolean isOwned() {
        return store.isOwnedByCurrentThread();
    }

    @Override
    public TestedMemory newMemory(long minimumPages, long maximumPages) {
        return new FerryMemory(Memory.create(store, MemType.of(Limits.between(minimumPages, maximumPages))));
    }

    @Override
    public TestedTable newTable(long minimum, long maximum) {
        TableType type = TableType.of(Limits.between(minimum, maximum), RefType.EXTERNREF);
        return new FerryTable(Table.create(store, type, Val.nullRef(AbsHeapType.EXTERN)));
    }

    @Override
    public TestedGlobal newGlobal(int value) {
        return new FerryGlobal(Global.create(store, new GlobalType(NumType.I32, true), Val.i32(value)));
    }

    @Override
    public TestedGlobal newConstant(TestedReference value) {
        GlobalType type = new GlobalType(RefType.EXTERNREF, false);
        return new FerryGlobal(Global.create(store, type, ((FerryReference) value).ref()));
    }

    @Override
    public TestedFunction newFunction(Signature signature, HostCode code) {
        HostFunction<@Nullable Object> function = Items.function(signature, code);
        return new FerryFunction(Func.of(store, function));
    }

    @Override
    public List<Operation> doorsForTypes(TestedEngine foreign) {
        return TypeDoors.of(store, ((FerryEngine) foreign).engine());
    }

    @Override
    public List<String> picture() {
        return StoreDigest.of(store).lines();
    }

    @Override
    public long id() {
        return store.id();
    }

    @Override
    public void close() {
        store.close();
    }
}
