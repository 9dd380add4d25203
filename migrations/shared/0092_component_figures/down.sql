DROP TABLE component_figure;
