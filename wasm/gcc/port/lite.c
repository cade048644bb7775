/* Empty stand-ins for the syntax-only link: the back end's passes are neither made nor finished there. Everything
   that would look at the passes afterwards is cut from that link and traps. */

/* Constructors return the object they made: wasm's C++ ABI. */
void *__wrap__ZN3gcc12pass_managerC1EPNS_7contextE(void *manager, void *context) { return manager; }
void __wrap__ZN3gcc12pass_manager26finish_optimization_passesEv(void *manager) {}
void __wrap__Z13register_passP18register_pass_info(void *info) {}
