package org.etcdrecovery.console.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.text.FileNames;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/**
 * What the header shows of the file that a run works on.
 *
 * @param name     the name of the file
 * @param revision its revision, formatted; empty while unknown, as may be all that follow
 * @param hash     its hash
 * @param saved    its age
 * @param from     the folder in object storage that it is in
 * @param lacks    what is wrong with it or missing from it
 * @param tone     the tone of its verdict
 */
public record CurrentFile(String name, String revision, String hash, String saved, String from, String lacks,
        Tone tone) {
    /** Describes what is known of a file now. */
    public static CurrentFile of(SnapshotChoice choice, Recovery recovery, Instant now) {
        Texts texts = Texts.of("shell");
        var facts = recovery.facts().map(SnapshotFacts::status);
        Optional<Inspection> judged = recovery.inspection().get().filter(inspection -> !inspection.awaitsChoice());
        Tone tone = judged.map(Inspection::verdict).map(verdict -> switch (verdict) {
            case RESTORABLE -> choice.lacks().isEmpty() ? Tone.SUCCESS : Tone.WARNING;
            case RESTORABLE_WITH_CARE -> Tone.WARNING;
            case DAMAGED, NOT_A_SNAPSHOT -> Tone.DANGER;
        }).orElse(choice.lacks().isEmpty() ? Tone.NEUTRAL : Tone.WARNING);
        String wrong = judged.map(Inspection::verdict).map(verdict -> switch (verdict) {
            case RESTORABLE, RESTORABLE_WITH_CARE -> "";
            case DAMAGED -> texts.get("header.damaged");
            case NOT_A_SNAPSHOT -> texts.get("header.foreign");
        }).filter(words -> !words.isEmpty()).orElse(choice.lacks());
        String saved = choice.taken()
                .map(then -> age(choice, "header.saved", Duration.between(then, now)))
                .or(() -> choice.madeAt().map(then -> age(choice, "header.made", Duration.between(then, now))))
                .orElse("");
        String from = choice.place()
                .map(StorePlace::address)
                .map(address -> texts.get("header.from", address.substring(0, address.lastIndexOf('/') + 1)))
                .orElse("");
        return new CurrentFile(FileNames.of(choice.file(), choice.entry()),
                facts.map(status -> texts.get("header.revision", Quantities.number(status.revision()))).orElse(""),
                facts.map(status -> Quantities.hash(status.hash())).orElse(""), saved, from, wrong, tone);
    }

    private static String age(SnapshotChoice choice, String key, Duration span) {
        Texts texts = Texts.of("shell");
        String words = Quantities.age(span);
        return choice.member().isEmpty()
                ? texts.get(key, words)
                : texts.get(key + ".from", words, choice.member());
    }
}
