package dev.berth.build.check;

import java.util.Locale;

/**
 * The rules that a Dockerfile is checked by, with the names and sentences of docker's build checks: scripts skip rules
 * by these names, and editors look for them.
 */
public enum Rule {
    /** Names of stages are in small letters. */
    STAGE_NAME_CASING("StageNameCasing", "Stage names should be lowercase"),
    /** {@code FROM … AS}, {@code from … as}. */
    FROM_AS_CASING("FromAsCasing", "The 'as' keyword should match the case of the 'from' keyword"),
    /** No empty line within an instruction. */
    NO_EMPTY_CONTINUATION("NoEmptyContinuation", "Empty continuation lines will become errors in a future release"),
    /** All instructions in capitals, or none. */
    CONSISTENT_INSTRUCTION_CASING("ConsistentInstructionCasing",
            "All commands within the Dockerfile should use the same casing (either upper or lower)"),
    /** Each stage has a name of its own. */
    DUPLICATE_STAGE_NAME("DuplicateStageName", "Stage names should be unique"),
    /** {@code context} and {@code scratch} name no stage. */
    RESERVED_STAGE_NAME("ReservedStageName", "Reserved words should not be used as stage names"),
    /** A shell that is process 1 hands no signal on. */
    JSON_ARGS_RECOMMENDED("JSONArgsRecommended", "JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended"
            + " behavior related to OS signals"),
    /** A label says who made an image. */
    MAINTAINER_DEPRECATED("MaintainerDeprecated",
            "The MAINTAINER instruction is deprecated, use a label instead to define an image author"),
    /** {@code FROM} sees the arguments declared before it. */
    UNDEFINED_ARG_IN_FROM("UndefinedArgInFrom", "FROM command must use declared ARGs"),
    /** The first directory of a stage is absolute. */
    WORKDIR_RELATIVE_PATH("WorkdirRelativePath", "Relative workdir without an absolute workdir declared within the"
            + " build can have unexpected results if the base image changes"),
    /** A variable without a value is most often a typing error. */
    UNDEFINED_VAR("UndefinedVar", "Variables should be defined before their use"),
    /** Of several {@code CMD}s the last one counts. */
    MULTIPLE_INSTRUCTIONS_DISALLOWED("MultipleInstructionsDisallowed",
            "Multiple instructions of the same type should not be used in the same stage"),
    /** {@code ENV NAME value}. */
    LEGACY_KEY_VALUE_FORMAT("LegacyKeyValueFormat",
            "Legacy key/value format with whitespace separator should not be used"),
    /** A base that is for another processor. */
    INVALID_BASE_IMAGE_PLATFORM("InvalidBaseImagePlatform",
            "Base image platform does not match expected target platform"),
    /** {@code --platform=$TARGETPLATFORM} is what there is without it. */
    REDUNDANT_TARGET_PLATFORM("RedundantTargetPlatform", "Setting platform to predefined $TARGETPLATFORM in FROM is"
            + " redundant as this is the default behavior"),
    /** Arguments and the environment can be read in the image. */
    SECRETS_USED_IN_ARG_OR_ENV("SecretsUsedInArgOrEnv",
            "Sensitive data should not be used in the ARG or ENV commands"),
    /** A Dockerfile can be built without arguments. */
    INVALID_DEFAULT_ARG_IN_FROM("InvalidDefaultArgInFrom",
            "Default value for global ARG results in an empty or invalid base image name"),
    /** The platform is for the user to say. */
    FROM_PLATFORM_FLAG_CONST_DISALLOWED("FromPlatformFlagConstDisallowed",
            "FROM --platform flag should not use a constant value"),
    /** What is left out of the context cannot be copied. */
    COPY_IGNORED_FILE("CopyIgnoredFile", "Attempting to Copy file that is excluded by .dockerignore"),
    /** A comment above a stage or an argument describes it. Off, unless it is asked for. */
    INVALID_DEFINITION_DESCRIPTION("InvalidDefinitionDescription", "Comment for build stage or argument should follow"
            + " the format: `# <arg/stage name> <description>`. If this is not intended to be a description comment,"
            + " add an empty line or comment between the instruction and the comment."),
    /** {@code 80/tcp}. */
    EXPOSE_PROTO_CASING("ExposeProtoCasing", "Protocol in EXPOSE instruction should be lowercase"),
    /** An image knows nothing of the host's addresses and ports. */
    EXPOSE_INVALID_FORMAT("ExposeInvalidFormat", "IP address and host-port mapping should not be used in EXPOSE"
            + " instruction. This will become an error in a future release");

    private static final String PAGES = "https://docs.docker.com/go/dockerfile/rule/";

    private final String title;
    private final String description;

    Rule(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** Its name, as {@code # check=skip=NAME} has it. */
    public String title() {
        return title;
    }

    /** What it asks for, in a sentence. */
    public String description() {
        return description;
    }

    /** The page of docker's manual that explains it; empty if there is none. */
    public String page() {
        return this == INVALID_BASE_IMAGE_PLATFORM ? ""
                : PAGES + name().toLowerCase(Locale.ROOT).replace('_', '-') + '/';
    }

    /** Whether it is checked only where it is asked for. */
    public boolean experimental() {
        return this == INVALID_DEFINITION_DESCRIPTION;
    }
}
