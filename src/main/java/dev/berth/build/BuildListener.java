package dev.berth.build;

import dev.berth.build.check.Finding;
import dev.berth.image.Progress;
import java.util.List;
import java.util.OptionalInt;

/** Hears how a build goes on. Stages that do not need each other report from several threads. */
public interface BuildListener {

    /** A step begins. */
    void started(StepInfo step);

    /**
     * A step need not run.
     *
     * @param id what stands for its result, 12 hexadecimal digits
     */
    void cached(StepInfo step, String id);

    /**
     * The command of a step begins.
     *
     * @param container the id of its container, 64 hexadecimal digits
     */
    void running(StepInfo step, String container);

    /**
     * A step's command wrote something.
     *
     * @param bytes not always whole lines
     */
    void output(StepInfo step, byte[] bytes);

    /**
     * A step has succeeded.
     *
     * @param id what stands for its result, 12 hexadecimal digits
     */
    void done(StepInfo step, String id);

    /**
     * A step has failed.
     *
     * @param exitCode of its command, where one ran
     * @param error why
     */
    void failed(StepInfo step, OptionalInt exitCode, String error);

    /** A step was given up because another one failed or the build was cancelled. */
    void canceled(StepInfo step);

    /**
     * The context is fetched from elsewhere; nothing has been said before.
     *
     * @param url where it is
     */
    void fetching(String url);

    /** Something that the user should know. */
    void warning(String text);

    /**
     * Something in the Dockerfile that docker's classic builder warns of before its first step.
     *
     * @param text a sentence; {@link #found} says it too
     */
    void deprecated(String text);

    /**
     * What the Dockerfile is advised against; once a build.
     *
     * @param findings may be none
     */
    void found(List<Finding> findings);

    /** Hears how base images are pulled. */
    Progress pulls();
}
