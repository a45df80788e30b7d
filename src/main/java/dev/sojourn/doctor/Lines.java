package dev.sojourn.doctor;

import java.util.ArrayList;
import java.util.List;

/** The lines of one area, as they come. */
public final class Lines {

    private final String area;
    private final List<Line> all = new ArrayList<>();

    public Lines(String area) {
        this.area = area;
    }

    public Lines fine(String subject, String seen) {
        return add(subject, new Finding.Fine(seen));
    }

    public Lines unchecked(String subject, String why) {
        return add(subject, new Finding.Unchecked(why));
    }

    public Lines wrong(String subject, String what, String remedy) {
        return add(subject, new Finding.Wrong(what, remedy));
    }

    public Lines add(String subject, Finding finding) {
        all.add(new Line(area, subject, finding));
        return this;
    }

    public List<Line> all() {
        return List.copyOf(all);
    }
}
