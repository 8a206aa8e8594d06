package org.etcdrecovery.core.text;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operating system says of a failed operation on a file, as far as Java has no types for it (strerror). */
enum SystemReason {
    NO_SPACE("no space left on device", "no space is left on that disk: free some, or choose another directory"), QUOTA(
            "disk quota exceeded", "the disk quota of this user is used up"), DIRECTORY("is a directory",
                    "that is a directory, not a file"), NO_DIRECTORY("not a directory",
                            "a part of that path is not a directory"), READ_ONLY("read-only file system",
                                    "that file system is read-only"), INPUT_OUTPUT("input/output error",
                                            "the disk cannot read or write there (input/output error): copy the file to another disk if that still works"), NAME_TOO_LONG(
                                                    "file name too long",
                                                    "the name is too long for that file system"), LINK_LOOP(
                                                            "too many levels of symbolic links",
                                                            "symbolic links lead in a circle"), OPEN_FILES(
                                                                    "too many open files",
                                                                    "this process may not open more files; see ulimit -n");

    private final String system;
    private final String words;

    SystemReason(String system, String words) {
        this.system = system;
        this.words = words;
    }

    static Optional<SystemReason> of(@Nullable String system) {
        String lower = String.valueOf(system).toLowerCase(Locale.ROOT);
        for (SystemReason reason : values()) {
            if (reason.system.equals(lower)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /** For an operator. */
    String words() {
        return words;
    }

    /** The code of the failure, as {@link ErrorCode} gives it. */
    String code() {
        return switch (this) {
            // The path is of something that cannot be used for the purpose.
            case DIRECTORY, READ_ONLY, NAME_TOO_LONG -> "file.not-usable";
            case NO_DIRECTORY -> "file.not-a-directory";
            case LINK_LOOP -> "file.link-loop";
            case NO_SPACE, QUOTA, INPUT_OUTPUT, OPEN_FILES -> "file.failed";
        };
    }
}
