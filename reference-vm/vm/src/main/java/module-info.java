/** The Ferry VM: the WebAssembly language, the embedding API, and the transfer of Stores between threads. */
@SuppressWarnings("module") // the command line is built after this module
module org.ferrywasm.vm {
    requires jdk.jfr;
    requires static transitive org.jspecify;

    exports org.ferrywasm.vm;
    exports org.ferrywasm.syntax;
    exports org.ferrywasm.numeric to
            org.ferrywasm.cli;
    exports org.ferrywasm.binary to
            org.ferrywasm.cli;
    exports org.ferrywasm.text to
            org.ferrywasm.cli;
    exports org.ferrywasm.text.script to
            org.ferrywasm.cli;
}
