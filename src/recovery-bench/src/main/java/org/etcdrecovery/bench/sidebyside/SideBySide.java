package org.etcdrecovery.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.bench.process.Machine;

/**
 * Compares the command line with etcdutl and etcdctl and prints a table. {@code packaging/benchmark} calls this and
 * documents the arguments.
 */
public final class SideBySide {
    private SideBySide() {}

    /**
     * Runs the comparison. Exits with code 64 if the arguments are wrong and 70 if something could not be measured. A
     * missed goal is a result like any other.
     */
    public static void main(String[] arguments) {
        try {
            if (!compare(Options.parse(List.of(arguments)))) {
                System.exit(70);
            }
        } catch (IllegalArgumentException e) {
            System.err.println("benchmark: " + e.getMessage());
            System.exit(64);
        } catch (IOException e) {
            System.err.println("benchmark: " + e.getMessage());
            System.exit(70);
        }
    }

    /** Returns whether every contest could be held. */
    private static boolean compare(Options options) throws IOException {
        Files.createDirectories(options.corpus());
        Machine machine = Machine.here(Files.createDirectories(options.scratch()));
        List<Contest> contests = contests(options, machine);
        System.out.println(machine.describe());
        System.out.println(Report.heading());
        Runner runner = new Runner(options.scratch(), options.runs());
        List<Result> results = new ArrayList<>();
        for (Contest contest : contests) {
            try {
                Result result = runner.hold(contest);
                System.out.println(Report.row(result));
                results.add(result);
            } catch (IOException e) {
                System.out.println(contest.title() + ": NOT MEASURED, " + e.getMessage());
            }
        }
        System.out.println(Report.conclusion(contests.size(), results));
        if (options.markdown().isPresent()) {
            Files.writeString(options.markdown().get(), Report.markdown(machine, options.runs(), results));
        }
        return results.size() == contests.size();
    }

    private static List<Contest> contests(Options options, Machine machine) throws IOException {
        StatusContests status = new StatusContests(options.tools());
        RestoreContests restore = new RestoreContests(options.tools(), !machine.writesToMemory());
        SaveContests save = new SaveContests(options.tools(), options.corpus().resolve("served"));
        RescueContests rescue = new RescueContests(options.tools(), restore, options.corpus().resolve("killed"));
        PrepareContests prepare = new PrepareContests(options.tools(), restore);
        RehearsalContests rehearsal = new RehearsalContests(options.tools());
        List<Contest> contests = new ArrayList<>();
        for (Corpora.Entry corpus : Corpora.make(options.corpus(), options.quick())) {
            contests.addAll(status.on(corpus));
            contests.addAll(restore.on(corpus));
            contests.addAll(save.on(corpus));
            contests.addAll(rescue.on(corpus));
            contests.addAll(prepare.on(corpus));
            contests.addAll(rehearsal.on(corpus));
        }
        return contests.stream().filter(contest -> options.only().matcher(contest.title()).find()).toList();
    }
}
