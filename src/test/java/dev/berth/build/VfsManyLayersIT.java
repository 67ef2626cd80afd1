package dev.berth.build;

/** As {@link ManyLayersIT}, where no overlay is possible. */
class VfsManyLayersIT extends ManyLayersIT {

    @Override
    String driver() {
        return "vfs";
    }
}
