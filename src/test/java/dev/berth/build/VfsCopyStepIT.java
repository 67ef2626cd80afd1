package dev.berth.build;

/** As {@link CopyStepIT}, where no overlay is possible. */
class VfsCopyStepIT extends CopyStepIT {

    @Override
    String driver() {
        return "vfs";
    }
}
