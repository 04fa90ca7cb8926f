-- What the migrations make; written by `python -m aiev.store.new_database`.
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE author (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_author PRIMARY KEY (id), 
	CONSTRAINT uq_author_name UNIQUE (name)
);
CREATE TABLE list (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	title VARCHAR, 
	path VARCHAR, 
	content BLOB NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	imported_at VARCHAR NOT NULL, 
	CONSTRAINT pk_list PRIMARY KEY (id), 
	CONSTRAINT uq_list_name UNIQUE (name)
);
CREATE TABLE organization (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	kind VARCHAR, 
	country VARCHAR, 
	ror VARCHAR, 
	parent_id INTEGER, 
	CONSTRAINT pk_organization PRIMARY KEY (id), 
	CONSTRAINT fk_organization_parent_id_organization FOREIGN KEY(parent_id) REFERENCES organization (id) ON DELETE SET NULL, 
	CONSTRAINT uq_organization_name UNIQUE (name)
);
CREATE INDEX ix_organization_parent_id ON organization (parent_id);
CREATE TABLE paper (
	id INTEGER NOT NULL, 
	identity VARCHAR NOT NULL, 
	arxiv_id VARCHAR, 
	version INTEGER, 
	kind VARCHAR NOT NULL, 
	url VARCHAR, 
	title VARCHAR NOT NULL, 
	abstract VARCHAR, 
	published VARCHAR, 
	updated VARCHAR, 
	issued VARCHAR, 
	issued_low VARCHAR, 
	issued_high VARCHAR, 
	primary_category VARCHAR, 
	categories VARCHAR NOT NULL, 
	doi VARCHAR, 
	journal_ref VARCHAR, 
	comment VARCHAR, 
	withdrawn BOOLEAN NOT NULL, 
	enrichment VARCHAR NOT NULL, 
	fetched_at VARCHAR, 
	has_user_title BOOLEAN NOT NULL, 
	has_user_date BOOLEAN NOT NULL, 
	authors VARCHAR NOT NULL, 
	organizations VARCHAR NOT NULL, 
	topics VARCHAR NOT NULL, 
	listed VARCHAR NOT NULL, tex_title VARCHAR, tex_abstract BLOB, added_at VARCHAR, name_parts VARCHAR, 
	CONSTRAINT pk_paper PRIMARY KEY (id), 
	CONSTRAINT uq_paper_arxiv_id UNIQUE (arxiv_id), 
	CONSTRAINT uq_paper_identity UNIQUE (identity)
);
CREATE INDEX ix_paper_enrichment ON paper (enrichment);
CREATE INDEX ix_paper_issued_low ON paper (issued_low);
CREATE TABLE setting (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_setting PRIMARY KEY ("key")
);
CREATE TABLE tag (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_tag PRIMARY KEY (id), 
	CONSTRAINT uq_tag_name UNIQUE (name)
);
CREATE TABLE authorship (
	paper_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	author_id INTEGER NOT NULL, 
	affiliation VARCHAR, 
	CONSTRAINT pk_authorship PRIMARY KEY (paper_id, position), 
	CONSTRAINT fk_authorship_author_id_author FOREIGN KEY(author_id) REFERENCES author (id), 
	CONSTRAINT fk_authorship_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE INDEX ix_authorship_author_id ON authorship (author_id);
CREATE TABLE note (
	id INTEGER NOT NULL, 
	paper_id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	created_at VARCHAR NOT NULL, 
	CONSTRAINT pk_note PRIMARY KEY (id), 
	CONSTRAINT fk_note_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE INDEX ix_note_paper_id ON note (paper_id);
CREATE TABLE organization_alias (
	"key" VARCHAR NOT NULL, 
	alias VARCHAR NOT NULL, 
	organization_id INTEGER NOT NULL, 
	origin VARCHAR NOT NULL, 
	CONSTRAINT pk_organization_alias PRIMARY KEY ("key"), 
	CONSTRAINT fk_organization_alias_organization_id_organization FOREIGN KEY(organization_id) REFERENCES organization (id) ON DELETE CASCADE
);
CREATE INDEX ix_organization_alias_organization_id ON organization_alias (organization_id);
CREATE TABLE paper_organization (
	paper_id INTEGER NOT NULL, 
	organization_id INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_paper_organization PRIMARY KEY (paper_id, organization_id, source), 
	CONSTRAINT fk_paper_organization_organization_id_organization FOREIGN KEY(organization_id) REFERENCES organization (id) ON DELETE CASCADE, 
	CONSTRAINT fk_paper_organization_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE INDEX ix_paper_organization_organization_id ON paper_organization (organization_id);
CREATE TABLE paper_tag (
	paper_id INTEGER NOT NULL, 
	tag_id INTEGER NOT NULL, 
	CONSTRAINT pk_paper_tag PRIMARY KEY (paper_id, tag_id), 
	CONSTRAINT fk_paper_tag_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE, 
	CONSTRAINT fk_paper_tag_tag_id_tag FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE CASCADE
);
CREATE INDEX ix_paper_tag_tag_id ON paper_tag (tag_id);
CREATE TABLE topic (
	id INTEGER NOT NULL, 
	list_id INTEGER NOT NULL, 
	parent_id INTEGER, 
	title VARCHAR NOT NULL, 
	path VARCHAR NOT NULL, 
	level INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	origin VARCHAR NOT NULL, listed_title VARCHAR, sorting VARCHAR, 
	CONSTRAINT pk_topic PRIMARY KEY (id), 
	CONSTRAINT fk_topic_list_id_list FOREIGN KEY(list_id) REFERENCES list (id) ON DELETE CASCADE, 
	CONSTRAINT fk_topic_parent_id_topic FOREIGN KEY(parent_id) REFERENCES topic (id) ON DELETE CASCADE, 
	CONSTRAINT uq_topic_list_id_path UNIQUE (list_id, path)
);
CREATE INDEX ix_topic_parent_id ON topic (parent_id);
CREATE TABLE block (
	id INTEGER NOT NULL, 
	list_id INTEGER NOT NULL, 
	topic_id INTEGER, 
	position INTEGER NOT NULL, 
	line INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	cells VARCHAR NOT NULL, 
	CONSTRAINT pk_block PRIMARY KEY (id), 
	CONSTRAINT fk_block_list_id_list FOREIGN KEY(list_id) REFERENCES list (id) ON DELETE CASCADE, 
	CONSTRAINT fk_block_topic_id_topic FOREIGN KEY(topic_id) REFERENCES topic (id) ON DELETE CASCADE
);
CREATE INDEX ix_block_list_id_position ON block (list_id, position);
CREATE INDEX ix_block_topic_id ON block (topic_id);
CREATE TABLE entry (
	id INTEGER NOT NULL, 
	list_id INTEGER NOT NULL, 
	topic_id INTEGER, 
	paper_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	origin VARCHAR NOT NULL, 
	line INTEGER, 
	span_start INTEGER, 
	span_end INTEGER, 
	label VARCHAR NOT NULL, 
	note VARCHAR, 
	group_label VARCHAR, 
	url VARCHAR, 
	listed_date VARCHAR, 
	listed_organizations VARCHAR, 
	listed_authors VARCHAR, 
	venue VARCHAR, short_name VARCHAR, keywords VARCHAR, abstract VARCHAR, 
	CONSTRAINT pk_entry PRIMARY KEY (id), 
	CONSTRAINT fk_entry_list_id_list FOREIGN KEY(list_id) REFERENCES list (id) ON DELETE CASCADE, 
	CONSTRAINT fk_entry_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE, 
	CONSTRAINT fk_entry_topic_id_topic FOREIGN KEY(topic_id) REFERENCES topic (id) ON DELETE CASCADE
);
CREATE INDEX ix_entry_list_id_position ON entry (list_id, position);
CREATE INDEX ix_entry_paper_id ON entry (paper_id);
CREATE INDEX ix_entry_topic_id ON entry (topic_id);
CREATE TABLE entry_link (
	entry_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	CONSTRAINT pk_entry_link PRIMARY KEY (entry_id, position), 
	CONSTRAINT fk_entry_link_entry_id_entry FOREIGN KEY(entry_id) REFERENCES entry (id) ON DELETE CASCADE
);
CREATE TRIGGER authorship_insert after insert on authorship begin 
update paper set authors = coalesce((
    select group_concat(name, char(10)) from (
        select author.name
        from authorship join author on author.id = authorship.author_id
        where authorship.paper_id = paper.id
        order by authorship.position
    )
), '')
where id = new.paper_id; end;
CREATE TRIGGER authorship_delete after delete on authorship begin 
update paper set authors = coalesce((
    select group_concat(name, char(10)) from (
        select author.name
        from authorship join author on author.id = authorship.author_id
        where authorship.paper_id = paper.id
        order by authorship.position
    )
), '')
where id = old.paper_id; end;
CREATE TRIGGER authorship_update after update on authorship begin 
update paper set authors = coalesce((
    select group_concat(name, char(10)) from (
        select author.name
        from authorship join author on author.id = authorship.author_id
        where authorship.paper_id = paper.id
        order by authorship.position
    )
), '')
where id = old.paper_id; 
update paper set authors = coalesce((
    select group_concat(name, char(10)) from (
        select author.name
        from authorship join author on author.id = authorship.author_id
        where authorship.paper_id = paper.id
        order by authorship.position
    )
), '')
where id = new.paper_id; end;
CREATE TRIGGER author_update after update of name on author begin 
update paper set authors = coalesce((
    select group_concat(name, char(10)) from (
        select author.name
        from authorship join author on author.id = authorship.author_id
        where authorship.paper_id = paper.id
        order by authorship.position
    )
), '')
where id in (select paper_id from authorship where author_id = new.id); end;
CREATE TRIGGER paper_organization_insert after insert on paper_organization begin 
update paper set organizations = coalesce((
    select group_concat(name, char(10)) from (
        select organization.name
        from paper_organization
        join organization on organization.id = paper_organization.organization_id
        where paper_organization.paper_id = paper.id
        group by organization.id
        order by min(paper_organization.position), organization.id
    )
), '')
where id = new.paper_id; end;
CREATE TRIGGER paper_organization_delete after delete on paper_organization begin 
update paper set organizations = coalesce((
    select group_concat(name, char(10)) from (
        select organization.name
        from paper_organization
        join organization on organization.id = paper_organization.organization_id
        where paper_organization.paper_id = paper.id
        group by organization.id
        order by min(paper_organization.position), organization.id
    )
), '')
where id = old.paper_id; end;
CREATE TRIGGER paper_organization_update after update on paper_organization begin 
update paper set organizations = coalesce((
    select group_concat(name, char(10)) from (
        select organization.name
        from paper_organization
        join organization on organization.id = paper_organization.organization_id
        where paper_organization.paper_id = paper.id
        group by organization.id
        order by min(paper_organization.position), organization.id
    )
), '')
where id = old.paper_id; 
update paper set organizations = coalesce((
    select group_concat(name, char(10)) from (
        select organization.name
        from paper_organization
        join organization on organization.id = paper_organization.organization_id
        where paper_organization.paper_id = paper.id
        group by organization.id
        order by min(paper_organization.position), organization.id
    )
), '')
where id = new.paper_id; end;
CREATE TRIGGER organization_update after update of name on organization begin 
update paper set organizations = coalesce((
    select group_concat(name, char(10)) from (
        select organization.name
        from paper_organization
        join organization on organization.id = paper_organization.organization_id
        where paper_organization.paper_id = paper.id
        group by organization.id
        order by min(paper_organization.position), organization.id
    )
), '')
where id in (select paper_id from paper_organization where organization_id = new.id); end;
CREATE TABLE term (
	text VARCHAR NOT NULL, 
	papers INTEGER NOT NULL, 
	CONSTRAINT pk_term PRIMARY KEY (text)
)
 WITHOUT ROWID

;
CREATE TABLE spelling (
	remainder VARCHAR NOT NULL, 
	word VARCHAR NOT NULL, 
	CONSTRAINT pk_spelling PRIMARY KEY (remainder, word)
)
 WITHOUT ROWID

;
CREATE TABLE entry_edit (
	entry_id INTEGER NOT NULL, 
	field VARCHAR NOT NULL, 
	listed VARCHAR, 
	CONSTRAINT pk_entry_edit PRIMARY KEY (entry_id, field), 
	CONSTRAINT fk_entry_edit_entry_id_entry FOREIGN KEY(entry_id) REFERENCES entry (id) ON DELETE CASCADE
);
CREATE TABLE entry_removal (
	id INTEGER NOT NULL, 
	list_id INTEGER NOT NULL, 
	topic VARCHAR NOT NULL, 
	identity VARCHAR NOT NULL, 
	label VARCHAR NOT NULL, 
	CONSTRAINT pk_entry_removal PRIMARY KEY (id), 
	CONSTRAINT fk_entry_removal_list_id_list FOREIGN KEY(list_id) REFERENCES list (id) ON DELETE CASCADE
);
CREATE INDEX ix_entry_removal_list_id ON entry_removal (list_id);
CREATE TABLE affiliation (
	paper_id INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	ror VARCHAR, 
	CONSTRAINT pk_affiliation PRIMARY KEY (paper_id, source, position), 
	CONSTRAINT fk_affiliation_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE TABLE inquiry (
	paper_id INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	asked_at VARCHAR NOT NULL, 
	CONSTRAINT pk_inquiry PRIMARY KEY (paper_id, source), 
	CONSTRAINT fk_inquiry_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE TABLE paper_change (
	id INTEGER NOT NULL, 
	paper_id INTEGER NOT NULL, 
	version INTEGER, 
	field VARCHAR NOT NULL, 
	"before" VARCHAR, 
	"after" VARCHAR, 
	noticed_at VARCHAR NOT NULL, 
	CONSTRAINT pk_paper_change PRIMARY KEY (id), 
	CONSTRAINT fk_paper_change_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE INDEX ix_paper_change_paper_id ON paper_change (paper_id);
CREATE TABLE attempt (
	paper_id INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	tries INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	tried_at VARCHAR NOT NULL, 
	CONSTRAINT pk_attempt PRIMARY KEY (paper_id, source), 
	CONSTRAINT fk_attempt_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE INDEX ix_paper_categories_issued_low ON paper (categories, issued_low);
CREATE INDEX ix_paper_kind_issued_low ON paper (kind, issued_low);
CREATE INDEX ix_paper_id_journal_ref_comment ON paper (id, journal_ref, comment);
CREATE TABLE paper_address (
	identity VARCHAR NOT NULL, 
	paper_id INTEGER NOT NULL, 
	url VARCHAR, 
	CONSTRAINT pk_paper_address PRIMARY KEY (identity), 
	CONSTRAINT fk_paper_address_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE INDEX ix_paper_address_paper_id ON paper_address (paper_id);
CREATE TABLE list_reading (
	list_id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	CONSTRAINT pk_list_reading PRIMARY KEY (list_id), 
	CONSTRAINT fk_list_reading_list_id_list FOREIGN KEY(list_id) REFERENCES list (id) ON DELETE CASCADE
);
CREATE TABLE compound (
	joined VARCHAR NOT NULL, 
	parts VARCHAR NOT NULL, 
	papers INTEGER NOT NULL, 
	CONSTRAINT pk_compound PRIMARY KEY (joined)
)
 WITHOUT ROWID

;
CREATE TABLE paper_words (
	paper_id INTEGER NOT NULL, 
	is_spelt BOOLEAN DEFAULT '0' NOT NULL, 
	title VARCHAR, 
	abstract VARCHAR, 
	authors VARCHAR, 
	topics VARCHAR, 
	organizations VARCHAR, 
	listed VARCHAR, 
	CONSTRAINT pk_paper_words PRIMARY KEY (paper_id), 
	CONSTRAINT fk_paper_words_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE INDEX ix_paper_words_is_spelt ON paper_words (is_spelt);
CREATE VIEW paper_indexed as select paper.id, ifnull(words.title, paper.title) as title, ifnull(words.abstract, paper.abstract) as abstract, ifnull(words.authors, paper.authors) as authors, ifnull(words.topics, paper.topics) as topics, ifnull(words.organizations, paper.organizations) as organizations, ifnull(words.listed, paper.listed) as listed from paper left join paper_words as words on words.paper_id = paper.id;
CREATE VIRTUAL TABLE paper_fts using fts5(/* content="paper" */ title, abstract, authors, topics, organizations, listed, content='paper_indexed', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER paper_insert after insert on paper begin insert into paper_fts(rowid, title, abstract, authors, topics, organizations, listed) values (new.id, new.title, new.abstract, new.authors, new.topics, new.organizations, new.listed); insert into paper_words (paper_id) select new.id from (select ifnull(new.title, '') || char(10) || ifnull(new.abstract, '') || char(10) || ifnull(new.authors, '') || char(10) || ifnull(new.topics, '') || char(10) || ifnull(new.organizations, '') || char(10) || ifnull(new.listed, '') as said) where (instr(said, '+') or instr(said, '#') or instr(said, '*') or said glob '*[々-𲎯]*'); end;
CREATE TRIGGER paper_delete before delete on paper begin insert into paper_fts(paper_fts, rowid, title, abstract, authors, topics, organizations, listed) select 'delete', old.id, ifnull(words.title, old.title), ifnull(words.abstract, old.abstract), ifnull(words.authors, old.authors), ifnull(words.topics, old.topics), ifnull(words.organizations, old.organizations), ifnull(words.listed, old.listed) from (select 1) left join paper_words as words on words.paper_id = old.id; delete from paper_words where paper_id = old.id; end;
CREATE TRIGGER paper_update after update of title, abstract, authors, topics, organizations, listed on paper when old.title is not new.title or old.abstract is not new.abstract or old.authors is not new.authors or old.topics is not new.topics or old.organizations is not new.organizations or old.listed is not new.listed begin insert into paper_fts(paper_fts, rowid, title, abstract, authors, topics, organizations, listed) select 'delete', old.id, ifnull(words.title, old.title), ifnull(words.abstract, old.abstract), ifnull(words.authors, old.authors), ifnull(words.topics, old.topics), ifnull(words.organizations, old.organizations), ifnull(words.listed, old.listed) from (select 1) left join paper_words as words on words.paper_id = old.id; delete from paper_words where paper_id = old.id; insert into paper_fts(rowid, title, abstract, authors, topics, organizations, listed) values (new.id, new.title, new.abstract, new.authors, new.topics, new.organizations, new.listed); insert into paper_words (paper_id) select new.id from (select ifnull(new.title, '') || char(10) || ifnull(new.abstract, '') || char(10) || ifnull(new.authors, '') || char(10) || ifnull(new.topics, '') || char(10) || ifnull(new.organizations, '') || char(10) || ifnull(new.listed, '') as said) where (instr(said, '+') or instr(said, '#') or instr(said, '*') or said glob '*[々-𲎯]*'); end;
CREATE TRIGGER paper_title_update after update of title on paper when old.title is not new.title and old.tex_title is new.tex_title and new.tex_title is not null begin update paper set tex_title = null where id = new.id; end;
CREATE TRIGGER paper_abstract_update after update of abstract on paper when old.abstract is not new.abstract and old.tex_abstract is new.tex_abstract and new.tex_abstract is not null begin update paper set tex_abstract = null where id = new.id; end;
CREATE TABLE statement (
	paper_id INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	field VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_statement PRIMARY KEY (paper_id, source, position), 
	CONSTRAINT fk_statement_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE INDEX ix_paper_doi ON paper (doi);
CREATE TABLE source_work (
	paper_id INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	asked_at VARCHAR NOT NULL, 
	title VARCHAR, 
	authors VARCHAR NOT NULL, 
	is_agreed BOOLEAN NOT NULL, 
	venue VARCHAR, 
	short_venue VARCHAR, 
	kind VARCHAR, 
	volume VARCHAR, 
	pages VARCHAR, 
	doi VARCHAR, 
	year INTEGER, 
	open_url VARCHAR, 
	CONSTRAINT pk_source_work PRIMARY KEY (paper_id, source), 
	CONSTRAINT fk_source_work_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE TABLE citation_count (
	paper_id INTEGER NOT NULL, 
	source VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	count INTEGER NOT NULL, 
	influential INTEGER, 
	last_day VARCHAR NOT NULL, 
	CONSTRAINT pk_citation_count PRIMARY KEY (paper_id, source, day), 
	CONSTRAINT fk_citation_count_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE TABLE citation (
	paper_id INTEGER NOT NULL, 
	count INTEGER NOT NULL, 
	influential INTEGER, 
	source VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	CONSTRAINT pk_citation PRIMARY KEY (paper_id), 
	CONSTRAINT fk_citation_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE INDEX ix_citation_count ON citation (count);
CREATE TRIGGER entry_insert after insert on entry begin 
update paper set topics = coalesce((
    select group_concat(path, char(10)) from (
        select topic.path
        from entry join topic on topic.id = entry.topic_id
        where entry.paper_id = paper.id
        group by topic.path
        order by min(entry.list_id * 4294967296 + entry.position), topic.path
    )
), ''), listed = coalesce((
    select group_concat(words, char(10)) from (
        select label || coalesce(char(10) || short_name, '') || coalesce(char(10) || note, '')
            || coalesce(char(10) || keywords, '') || coalesce(char(10) || venue, '')
            || coalesce(char(10) || group_label, '')
            || coalesce(char(10) || listed_organizations, '')
            || coalesce(char(10) || abstract, '') as words
        from entry
        where entry.paper_id = paper.id
        order by entry.list_id, entry.position, entry.id
    )
), '')
where id = new.paper_id; end;
CREATE TRIGGER entry_delete after delete on entry begin 
update paper set topics = coalesce((
    select group_concat(path, char(10)) from (
        select topic.path
        from entry join topic on topic.id = entry.topic_id
        where entry.paper_id = paper.id
        group by topic.path
        order by min(entry.list_id * 4294967296 + entry.position), topic.path
    )
), ''), listed = coalesce((
    select group_concat(words, char(10)) from (
        select label || coalesce(char(10) || short_name, '') || coalesce(char(10) || note, '')
            || coalesce(char(10) || keywords, '') || coalesce(char(10) || venue, '')
            || coalesce(char(10) || group_label, '')
            || coalesce(char(10) || listed_organizations, '')
            || coalesce(char(10) || abstract, '') as words
        from entry
        where entry.paper_id = paper.id
        order by entry.list_id, entry.position, entry.id
    )
), '')
where id = old.paper_id; end;
CREATE TRIGGER entry_update after update of paper_id, topic_id, label, short_name, note, keywords, venue, group_label, listed_organizations, abstract on entry begin 
update paper set topics = coalesce((
    select group_concat(path, char(10)) from (
        select topic.path
        from entry join topic on topic.id = entry.topic_id
        where entry.paper_id = paper.id
        group by topic.path
        order by min(entry.list_id * 4294967296 + entry.position), topic.path
    )
), ''), listed = coalesce((
    select group_concat(words, char(10)) from (
        select label || coalesce(char(10) || short_name, '') || coalesce(char(10) || note, '')
            || coalesce(char(10) || keywords, '') || coalesce(char(10) || venue, '')
            || coalesce(char(10) || group_label, '')
            || coalesce(char(10) || listed_organizations, '')
            || coalesce(char(10) || abstract, '') as words
        from entry
        where entry.paper_id = paper.id
        order by entry.list_id, entry.position, entry.id
    )
), '')
where id = old.paper_id; 
update paper set topics = coalesce((
    select group_concat(path, char(10)) from (
        select topic.path
        from entry join topic on topic.id = entry.topic_id
        where entry.paper_id = paper.id
        group by topic.path
        order by min(entry.list_id * 4294967296 + entry.position), topic.path
    )
), ''), listed = coalesce((
    select group_concat(words, char(10)) from (
        select label || coalesce(char(10) || short_name, '') || coalesce(char(10) || note, '')
            || coalesce(char(10) || keywords, '') || coalesce(char(10) || venue, '')
            || coalesce(char(10) || group_label, '')
            || coalesce(char(10) || listed_organizations, '')
            || coalesce(char(10) || abstract, '') as words
        from entry
        where entry.paper_id = paper.id
        order by entry.list_id, entry.position, entry.id
    )
), '')
where id = new.paper_id; end;
CREATE TRIGGER entry_move after update of position on entry when exists (select 1 from entry where paper_id = new.paper_id and id <> new.id) begin 
update paper set topics = coalesce((
    select group_concat(path, char(10)) from (
        select topic.path
        from entry join topic on topic.id = entry.topic_id
        where entry.paper_id = paper.id
        group by topic.path
        order by min(entry.list_id * 4294967296 + entry.position), topic.path
    )
), ''), listed = coalesce((
    select group_concat(words, char(10)) from (
        select label || coalesce(char(10) || short_name, '') || coalesce(char(10) || note, '')
            || coalesce(char(10) || keywords, '') || coalesce(char(10) || venue, '')
            || coalesce(char(10) || group_label, '')
            || coalesce(char(10) || listed_organizations, '')
            || coalesce(char(10) || abstract, '') as words
        from entry
        where entry.paper_id = paper.id
        order by entry.list_id, entry.position, entry.id
    )
), '')
where id = new.paper_id; end;
CREATE TRIGGER topic_update after update of path on topic begin 
update paper set topics = coalesce((
    select group_concat(path, char(10)) from (
        select topic.path
        from entry join topic on topic.id = entry.topic_id
        where entry.paper_id = paper.id
        group by topic.path
        order by min(entry.list_id * 4294967296 + entry.position), topic.path
    )
), ''), listed = coalesce((
    select group_concat(words, char(10)) from (
        select label || coalesce(char(10) || short_name, '') || coalesce(char(10) || note, '')
            || coalesce(char(10) || keywords, '') || coalesce(char(10) || venue, '')
            || coalesce(char(10) || group_label, '')
            || coalesce(char(10) || listed_organizations, '')
            || coalesce(char(10) || abstract, '') as words
        from entry
        where entry.paper_id = paper.id
        order by entry.list_id, entry.position, entry.id
    )
), '')
where id in (select paper_id from entry where topic_id = new.id); end;
CREATE TABLE curation (
	paper_id INTEGER NOT NULL, 
	state VARCHAR, 
	rating INTEGER, 
	CONSTRAINT pk_curation PRIMARY KEY (paper_id), 
	CONSTRAINT fk_curation_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE TABLE question (
	name VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	filters VARCHAR NOT NULL, 
	CONSTRAINT pk_question PRIMARY KEY (name)
);
CREATE TABLE question_paper (
	question VARCHAR NOT NULL, 
	paper_id INTEGER NOT NULL, 
	changes INTEGER NOT NULL, 
	CONSTRAINT pk_question_paper PRIMARY KEY (question, paper_id), 
	CONSTRAINT fk_question_paper_question_question FOREIGN KEY(question) REFERENCES question (name) ON DELETE CASCADE, 
	CONSTRAINT fk_question_paper_paper_id_paper FOREIGN KEY(paper_id) REFERENCES paper (id) ON DELETE CASCADE
);
CREATE INDEX ix_question_paper_paper_id ON question_paper (paper_id);
CREATE TABLE undo_step (
	id INTEGER NOT NULL, 
	turn INTEGER NOT NULL, 
	started_at VARCHAR NOT NULL, 
	command VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	changes INTEGER NOT NULL, 
	size_bytes INTEGER NOT NULL, 
	first_change INTEGER NOT NULL, 
	last_change INTEGER NOT NULL, 
	CONSTRAINT pk_undo_step PRIMARY KEY (id)
);
CREATE TABLE undo_change (
	id INTEGER NOT NULL, 
	step_id INTEGER NOT NULL, 
	table_name VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	image VARCHAR NOT NULL, 
	CONSTRAINT pk_undo_change PRIMARY KEY (id)
);
CREATE TABLE ignored_organization (
	"key" VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	CONSTRAINT pk_ignored_organization PRIMARY KEY ("key")
);
insert into paper_fts (paper_fts) values ('rebuild');
insert into alembic_version (version_num) values ('0024');
