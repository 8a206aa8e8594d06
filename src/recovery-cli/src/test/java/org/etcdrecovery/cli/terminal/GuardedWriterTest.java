package org.etcdrecovery.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.etcdrecovery.cli.terminal.Ink.Role;
import org.junit.jupiter.api.Test;

class GuardedWriterTest {
    private final StringWriter screen = new StringWriter();
    private final PrintWriter out = Terminal.ofWriters(new PrintWriter(screen), new PrintWriter(screen)).out();

    @Test
    void letsTheOwnCodesThrough() {
        String line = Ink.COLOURED.mark(Role.GOOD, "é日👍") + "\t│\n" + ProgressBar.CLEAR + "x";
        out.print(line);
        out.flush();
        assertThat(screen.toString()).isEqualTo(line);
    }

    @Test
    void escapesEverythingElseHoweverItIsWritten() {
        out.print("a\u001b[8m\u001b]0;x\u0007\rb\u009b\u202e\u007f");
        out.print('\u001b');
        out.write(new char[]{'x', '\u0085', '\n'}, 0, 3);
        out.printf("%s|", "\u2028");
        out.append("\b").println("\u001b[K");
        out.flush();
        assertThat(screen.toString())
                .isEqualTo("a\\x1b[8m\\x1b]0;x\\a\\rb\\u009b\\u202e\\x7f\\x1bx\\u0085\n\\u2028|\\b\\x1b[K"
                        + System.lineSeparator());
    }
}
