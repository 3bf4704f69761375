package org.reprise.telegram.sandbox;

import java.util.List;
import java.util.Locale;

/** The languages of the sandbox's people, and the names that go with them. */
enum Language {
    EN(
            30,
            "James Emma Oliver Amelia Jack Grace Harry Chloe Noah Ruby Leo Ella",
            "Smith Taylor Brown Wilson Evans Walker Clarke Hughes Wood Cooper"),
    RU(
            24,
            "Анна Иван Мария Дмитрий Елена Сергей Ольга Алексей Дарья Никита",
            "Коваленко Шевченко Черных Седых Бондаренко Ткаченко Петренко Долгих"),
    ES(
            12,
            "Lucía Mateo Sofía Hugo Valeria Diego Camila Javier Elena Pablo",
            "García Fernández López Martínez Sánchez Romero Torres Navarro"),
    PT(10, "João Beatriz Pedro Larissa Tiago Inês Rafael Marina Caio Júlia", "Silva Santos Oliveira Souza Costa Lima"),
    TR(8, "Mehmet Zeynep Emre Elif Can Defne Burak Ayşe Deniz Ece", "Yılmaz Kaya Demir Şahin Çelik Aydın Öztürk"),
    ID(8, "Budi Siti Agus Dewi Rizky Putri Andi Ayu Bayu Intan", "Wijaya Santoso Saputra Lestari Pratama Hidayat"),
    DE(5, "Jonas Lena Felix Mia Paul Hanna Lukas Greta Max Jule", "Müller Schneider Weber Wagner Becker Krüger"),
    FA(3, "علی زهرا رضا مریم حسین سارا امیر نگار", "محمدی احمدی حسینی کریمی رضایی مرادی");

    private static final int WEIGHTS =
            List.of(values()).stream().mapToInt(language -> language.weight).sum();

    final List<String> firstNames;
    final List<String> lastNames;
    private final int weight;

    Language(int weight, String firstNames, String lastNames) {
        this.weight = weight;
        this.firstNames = List.of(firstNames.split(" "));
        this.lastNames = List.of(lastNames.split(" "));
    }

    /** @param share from 0 to below 1; each language takes its weight of that range */
    static Language at(double share) {
        double rest = share * WEIGHTS;
        for (var language : values()) {
            rest -= language.weight;
            if (rest < 0) {
                return language;
            }
        }
        return EN;
    }

    /** As Telegram writes it, such as {@code en}. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
