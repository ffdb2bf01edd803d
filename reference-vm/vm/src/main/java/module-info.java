/** The Ferry VM: the WebAssembly language, the embedding API, and the transfer of Stores between threads. */
module org.ferrywasm.vm {
    requires static transitive org.jspecify;
}
