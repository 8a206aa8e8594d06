package org.etcdrecovery.core.contents.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import org.etcdrecovery.core.progress.Cancellation;

/** Which keys a filter keeps. */
public abstract sealed class KeyMatcher {
    private KeyMatcher() {}

    /** Keys that begin with these bytes. */
    public static KeyMatcher prefix(byte[] prefix) {
        return new Prefix(prefix.clone());
    }

    /** Keys that contain these bytes. */
    public static KeyMatcher containing(byte[] part) {
        return new Containing(part.clone());
    }

    /**
     * Keys in which the expression finds a match; keys are read as UTF-8, with U+FFFD in place of what is not. Only this
     * filter can throw an {@link ExpressionDepthException}.
     */
    public static KeyMatcher regex(Pattern expression) {
        return new Regex(expression);
    }

    /** A test of one key after another in their order; each thread needs its own. */
    abstract Test start(Cancellation cancellation);

    /** Tests keys in their order. */
    @FunctionalInterface
    interface Test {
        /**
         * Whether a key matches.
         *
         * @param bytes  the key and more
         * @param length the length of the key
         * @param shared how many bytes it shares with the key tested before it
         * @throws UncheckedIOException of an {@link ExpressionDepthException}
         */
        boolean matches(byte[] bytes, int length, int shared);
    }

    /** Whether a key begins with a prefix. */
    public static boolean beginsWith(byte[] key, byte[] prefix) {
        return beginsWith(key, key.length, prefix);
    }

    static boolean beginsWith(byte[] bytes, int length, byte[] prefix) {
        return length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** See {@link #prefix}. */
    static final class Prefix extends KeyMatcher {
        final byte[] prefix;

        private Prefix(byte[] prefix) {
            this.prefix = prefix;
        }

        @Override
        Test start(Cancellation cancellation) {
            return (bytes, length, shared) -> beginsWith(bytes, length, prefix);
        }
    }

    /** See {@link #containing}. */
    static final class Containing extends KeyMatcher {
        private final byte[] part;

        private Containing(byte[] part) {
            this.part = part;
        }

        @Override
        Test start(Cancellation cancellation) {
            return new Test() {
                private static final int NOT_FOUND = Integer.MAX_VALUE;
                // Where the first match in the last key ends.
                private int end = NOT_FOUND;

                @Override
                public boolean matches(byte[] bytes, int length, int shared) {
                    if (end > shared) {
                        // What lies within the shared bytes was searched in the last key.
                        int at = find(bytes, length, Math.max(0, shared - part.length + 1));
                        end = at < 0 ? NOT_FOUND : at + part.length;
                    }
                    return end != NOT_FOUND;
                }
            };
        }

        private int find(byte[] bytes, int length, int from) {
            if (part.length == 0) {
                return 0;
            }
            for (int at = from; at <= length - part.length; at++) {
                if (bytes[at] == part[0] && Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                    return at;
                }
            }
            return -1;
        }
    }

    /** See {@link #regex}. */
    static final class Regex extends KeyMatcher {
        private final Pattern expression;

        private Regex(Pattern expression) {
            this.expression = expression;
        }

        @Override
        Test start(Cancellation cancellation) {
            return (bytes, length, shared) -> find(text(bytes, length), cancellation);
        }

        private boolean find(String key, Cancellation cancellation) {
            try {
                return expression.matcher(new Text(key, cancellation)).find();
            } catch (StackOverflowError e) {
                throw new UncheckedIOException(new ExpressionDepthException(key.length(), e));
            }
        }

        private static String text(byte[] bytes, int length) {
            for (int i = 0; i < length; i++) {
                if (bytes[i] < 0) {
                    return new String(bytes, 0, length, UTF_8);
                }
            }
            return new String(bytes, 0, length, ISO_8859_1);
        }
    }

    /** A text whose reader can be cancelled: some expressions take years. */
    private record Text(String text, Cancellation cancellation) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (cancellation.isCancelled()) {
                throw new CancellationException("cancelled");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Text(text.substring(start, end), cancellation);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
