package org.etcdrecovery.console.finding;

import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.widget.Blocks;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;

/** A finding in one paragraph, on a page that is about something else. */
public final class FindingNote {
    private FindingNote() {}

    /** Makes the note of a finding. */
    public static HBox of(Finding finding) {
        RichText words = new RichText("**" + finding.summary() + ".** "
                + Quantities.figures(ButtonNames.in(finding.why() + " " + finding.remedy())));
        VBox text = new VBox(2, words, new CodeLine(finding));
        return finding.severity() == Severity.NOTE ? Blocks.info(text) : Blocks.note(Tone.WARNING, text);
    }
}
