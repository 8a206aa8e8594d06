package org.etcdrecovery.cli.terminal;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.LongSupplier;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/**
 * One line on a terminal that shows the current stage and its progress. Concurrent stages share the line and their
 * progress is summed. Nothing is drawn for very short work, and the line is erased for messages and at the end.
 *
 * <p>Not from a library: it is one line of text, and a library would add a quarter to the start-up time of a short
 * command.
 */
public final class ProgressBar implements Progress {
    private static final long FIRST_AFTER_NANOS = 400_000_000L;
    private static final long REDRAW_AFTER_NANOS = 100_000_000L;
    /** Erases the line. */
    static final String CLEAR = "\r\u001b[K";
    private static final int WIDTH = 30;
    private static final int LINE = 79;

    private final PrintWriter out;
    private final LongSupplier clock;
    private final Map<Item, Item> running = new LinkedHashMap<>();
    private long drawNext;
    private boolean drawn;

    /** Creates a bar on a terminal. */
    public ProgressBar(PrintWriter out) {
        this(out, System::nanoTime);
    }

    ProgressBar(PrintWriter out, LongSupplier clock) {
        this.out = out;
        this.clock = clock;
        drawNext = clock.getAsLong() + FIRST_AFTER_NANOS;
    }

    /** Prints a message, in place of the line if there is one. */
    public synchronized void print(String message) {
        erase();
        out.print(message);
        out.flush();
    }

    private void erase() {
        if (drawn) {
            drawn = false;
            out.print(CLEAR);
            out.flush();
        }
    }

    @Override
    public Work begin(Stage stage, String subject, long total) {
        Item item = new Item(stage, total);
        synchronized (this) {
            running.put(item, item);
        }
        return item;
    }

    private synchronized void advanced() {
        long now = clock.getAsLong();
        if (now - drawNext >= 0) {
            drawNext = now + REDRAW_AFTER_NANOS;
            drawn = true;
            out.print(CLEAR + line());
            out.flush();
        }
    }

    private synchronized void closed(Item item) {
        running.remove(item);
        if (running.isEmpty()) {
            erase();
        }
    }

    private String line() {
        long done = 0;
        long total = 0;
        StringJoiner stages = new StringJoiner(", ");
        Map<Stage, Boolean> named = new LinkedHashMap<>();
        for (Item item : running.keySet()) {
            if (item.total > 0) {
                done += Math.min(item.done, item.total);
                total += item.total;
            }
            if (named.put(item.stage, true) == null) {
                stages.add(words(item.stage));
            }
        }
        String text = total == 0 ? stages.toString() : bar(done, total) + " " + stages;
        return text.length() <= LINE ? text : text.substring(0, LINE);
    }

    private static String bar(long done, long total) {
        double part = (double) done / total;
        int filled = (int) (part * WIDTH);
        String percent = String.valueOf((int) (part * 100));
        return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] " + " ".repeat(3 - percent.length())
                + percent + " %";
    }

    private static String words(Stage stage) {
        return switch (stage) {
            case SAVE -> "receiving";
            case UNPACK -> "unpacking";
            case HASH -> "hashing";
            case CHECK -> "checking";
            case WRITE -> "writing";
            case READ_BACK -> "reading back";
            case PUBLISH -> "moving into place";
            case PROBE -> "asking the members";
            case PROVE -> "comparing with the plan";
            case REHEARSE -> "rehearsing";
            case DELIVER -> "working on the host";
            case LIST -> "listing";
            case STORE -> "asking the store";
            case FETCH -> "fetching";
            case STORE_WRITE -> "uploading";
        };
    }

    private final class Item implements Work {
        private final Stage stage;
        private final long total;
        private volatile long done;

        Item(Stage stage, long total) {
            this.stage = stage;
            this.total = total;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // Only the thread that began a stage advances it.
        public void advance(long amount) {
            done += amount;
            advanced();
        }

        @Override
        public void close() {
            closed(this);
        }
    }
}
