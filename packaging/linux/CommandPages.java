import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.etcdrecovery.cli.Verbs;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.core.progress.Cancellation;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** Writes a manual page of each verb, as AsciiDoc, and the completion for bash. */
final class CommandPages {
    private CommandPages() {}

    /** The arguments are a directory for the pages, and the file of the completion. */
    public static void main(String[] arguments) throws Exception {
        CommandLine program = Verbs.all(new Session(Terminal.ofProcess(Map.of()), new Cancellation(), Map.of()));
        String name = program.getCommandName();
        int code = ManPageGenerator.generateManPage(new File(arguments[0]), null, new boolean[0], false,
                program.getCommandSpec());
        if (code != 0) {
            throw new IllegalStateException("manual pages: exit code " + code);
        }
        Files.writeString(Path.of(arguments[1]), completingFiles(AutoComplete.bash(name, program)));
    }

    /**
     * Has the names of files completed where no word of the command fits, which picocli turns off: nearly every verb
     * takes a file. The line would also print an error in zsh, which has no compopt.
     */
    private static String completingFiles(String completion) {
        String without = completion.replace("  type compopt &>/dev/null && compopt +o default\n", "");
        if (without.equals(completion) || without.contains("compopt +o")) {
            throw new IllegalStateException("picocli writes its completion in another form");
        }
        return without;
    }
}
