package dev.berth.build.dockerfile;

/** An instruction of a Dockerfile. Its words are as written; {@link InstructionExpansion} puts in the variables. */
public sealed interface Instruction permits From, Run, Copy, Add, Arg, Env, Workdir, User, Expose, Volume, Label,
        Entrypoint, Cmd, Healthcheck, Shell, StopSignal, Onbuild, Maintainer {

    /** Where it stands. */
    Source source();
}
